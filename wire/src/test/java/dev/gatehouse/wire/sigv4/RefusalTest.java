package dev.gatehouse.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.wire.service.ServiceFault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * AWS's status, code and words for each way to be wrong.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">AWS
 *     docs: troubleshoot Signature Version 4</a>
 */
class RefusalTest {
    private static final Instant SIGNED_AT = Instant.parse("2026-03-04T05:06:07Z");
    private static final Scope SCOPE = new Scope("test", "20260304", "eu-west-1", "lambda");
    private static final String EMPTY_SHA256 = Hashes.sha256Hex(new byte[0]);

    @Test
    void noSignatureAtAll() {
        assertFault(
                refusal(get("/x"), SIGNED_AT),
                "MissingAuthenticationTokenException",
                "Missing Authentication Token");
    }

    @Test
    void aWrongSecretIsAnsweredWithTheTextsToSign() {
        assertFault(
                refusal(signed("other secret", SCOPE, "host;x-amz-date"), SIGNED_AT),
                "InvalidSignatureException",
                "The request signature we calculated does not match the signature you provided."
                        + " Check your AWS Secret Access Key and signing method. Consult the service"
                        + " documentation for details.\n\n"
                        + "The Canonical String for this request should have been\n"
                        + "'GET\n/x\na=1\nhost:localhost:4566\nx-amz-date:20260304T050607Z\n\n"
                        + "host;x-amz-date\n"
                        + EMPTY_SHA256
                        + "'\n\nThe String-to-Sign should have been\n"
                        + "'AWS4-HMAC-SHA256\n20260304T050607Z\n"
                        + "20260304/eu-west-1/lambda/aws4_request\n"
                        + "e3e6bcb9b1b8c0a4'\n",
                "e3e6bcb9b1b8c0a4");
    }

    @ParameterizedTest
    @CsvSource({"-300, true", "-301, false", "300, true", "301, false"})
    void theClockMayDifferByFiveMinutes(int seconds, boolean accepted) {
        Request request = signed("test", SCOPE, "host;x-amz-date");
        Instant now = SIGNED_AT.plusSeconds(seconds);
        if (accepted) {
            assertThat(verifier(now).verify(request, new byte[0]).service()).isEqualTo("lambda");
        } else if (seconds > 0) {
            assertFault(
                    refusal(request, now),
                    "InvalidSignatureException",
                    "Signature expired: 20260304T050607Z is now earlier than 20260304T050608Z"
                            + " (20260304T051108Z - 5 min.)");
        } else {
            assertFault(
                    refusal(request, now),
                    "InvalidSignatureException",
                    "Signature not yet current: 20260304T050607Z is still later than"
                            + " 20260304T050606Z (20260304T050106Z + 5 min.)");
        }
    }

    @Test
    void anUnknownKey() {
        Scope scope = new Scope("stranger", "20260304", "eu-west-1", "lambda");
        assertFault(
                refusal(signed("test", scope, "host;x-amz-date"), SIGNED_AT),
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
    }

    @Test
    void aSessionTokenWithTheRootKey() {
        Request request = signed("test", SCOPE, "host;x-amz-date");
        Headers headers =
                request.headers().toBuilder().add("X-Amz-Security-Token", "forged").build();
        assertFault(
                refusal(with(request, headers), SIGNED_AT),
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
    }

    @Test
    void aScopeOfAnotherDay() {
        Scope scope = new Scope("test", "20260303", "eu-west-1", "lambda");
        assertFault(
                refusal(signed("test", scope, "host;x-amz-date"), SIGNED_AT),
                "InvalidSignatureException",
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
                        + " HTTP: '20260303' != '20260304', from '20260304T050607Z'.");
    }

    @Test
    void anUnsignedHost() {
        assertFault(
                refusal(signed("test", SCOPE, "x-amz-date"), SIGNED_AT),
                "InvalidSignatureException",
                "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @Test
    void anUnsignedDate() {
        assertFault(
                refusal(signed("test", SCOPE, "host"), SIGNED_AT),
                "InvalidSignatureException",
                "There were headers present in the request which were not signed: x-amz-date");
    }

    @Test
    void aSignedHeaderThatIsNotThere() {
        assertFault(
                refusal(signed("test", SCOPE, "host;x-absent;x-amz-date"), SIGNED_AT),
                "InvalidSignatureException",
                "The signed header 'x-absent' is not in the request.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA256",
                "AWS4-HMAC-SHA256 ",
                "AWS4-HMAC-SHA256 Credential",
                "AWS4-HMAC-SHA256 Credential=a",
                "AWS4-HMAC-SHA256 Credential=test/20260304/eu-west-1/lambda/aws4_request,"
                        + " SignedHeaders=host;x-amz-date, Signature=",
                "AWS4-HMAC-SHA256 Credential=test/20260304/eu-west-1/lambda/aws4_request,"
                        + " SignedHeaders=host;x-amz-date, Signature=a, Signature=a",
                "AWS4-ECDSA-P256-SHA256 Credential=test/20260304/eu-west-1/lambda/aws4_request,"
                        + " SignedHeaders=host;x-amz-date, Signature=a",
                "AWS4-HMAC-SHA256 Credential=test/x/20260304/eu-west-1/lambda/aws4_request,"
                        + " SignedHeaders=host;x-amz-date, Signature=a",
                "Bearer token",
                "Basic dGVzdDp0ZXN0",
                ""
            })
    void anAuthorizationThatIsNotWhole(String authorization) {
        Headers headers =
                Headers.of(
                        "Host",
                        "localhost:4566",
                        "X-Amz-Date",
                        "20260304T050607Z",
                        "Authorization",
                        authorization);
        ServiceFault fault = refusal(Loopback.request("GET", "/x", headers), SIGNED_AT);
        assertThat(fault.code()).isEqualTo("IncompleteSignatureException");
        assertThat(fault.status()).isEqualTo(403);
    }

    @Test
    void parametersThatAreMissingAreAllNamed() {
        Headers headers = Headers.of("Host", "h", "Authorization", "AWS4-HMAC-SHA256 Signature=a");
        assertFault(
                refusal(Loopback.request("GET", "/x", headers), SIGNED_AT),
                "IncompleteSignatureException",
                "Authorization header requires 'Credential' parameter. Authorization header requires"
                        + " 'SignedHeaders' parameter. Authorization header requires existence of"
                        + " either a 'X-Amz-Date' or a 'Date' header."
                        + " Authorization=AWS4-HMAC-SHA256 Signature=a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test/20260304/eu-west-1/lambda/aws5_request",
                "test/x/r/s/aws4_request",
                "test/20260304//lambda/aws4_request",
                "test/20260304/eu-west-1//aws4_request"
            })
    void aScopeThatIsMalformed(String credential) {
        Headers headers =
                Headers.of(
                        "Host",
                        "h",
                        "X-Amz-Date",
                        "20260304T050607Z",
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential="
                                + credential
                                + ", SignedHeaders=host;x-amz-date, Signature=a");
        ServiceFault fault = refusal(Loopback.request("GET", "/x", headers), SIGNED_AT);
        assertThat(fault.code()).isEqualTo("InvalidSignatureException");
        assertThat(fault).hasMessageStartingWith("Credential should be scoped");
    }

    @Test
    void aHeaderAndAQueryThatBothClaim() {
        Request signed = signed("test", SCOPE, "host;x-amz-date");
        Request both = Loopback.request("GET", "/x?X-Amz-Signature=a", signed.headers());
        assertThat(refusal(both, SIGNED_AT).code()).isEqualTo("IncompleteSignatureException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Amz-Signature=a",
                "X-Amz-Algorithm=AWS4-HMAC-SHA256",
                "X-Amz-Expires=604801",
                "X-Amz-Expires=-1",
                "X-Amz-Expires=x",
                "X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256",
                "X-Amz-Date=today"
            })
    void aPresignedQueryThatIsRepeatedOrWrong(String parameter) {
        String name = parameter.substring(0, parameter.indexOf('='));
        String whole =
                "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=test/20260304/eu-west-1/lambda/aws4_request"
                        + "&X-Amz-Date=20260304T050607Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host"
                        + "&X-Amz-Signature=a";
        Headers headers = Headers.of("Host", "localhost:4566");
        String repeated = "/x?" + whole + "&" + parameter;
        String replaced = "/x?" + whole.replaceAll(name + "=[^&]*", "") + "&" + parameter;
        assertThat(refusal(Loopback.request("GET", repeated, headers), SIGNED_AT).code())
                .isEqualTo("IncompleteSignatureException");
        assertThat(refusal(Loopback.request("GET", replaced, headers), SIGNED_AT).status())
                .isEqualTo(403);
    }

    @Test
    void aScopeOfAnyLengthTakesNoStack() {
        String region = "a-".repeat(100_000) + "a";

        assertThat(Scope.parse("k/20260304/" + region + "/s/aws4_request").region())
                .isEqualTo(region);
        assertThatThrownBy(() -> Scope.parse("k/20260304/" + region + "-/s/aws4_request"))
                .isInstanceOf(ServiceFault.class);
    }

    private static void assertFault(
            ServiceFault fault, String code, String message, String... hashStandIn) {
        String actual = String.valueOf(fault.getMessage());
        if (hashStandIn.length > 0) {
            actual = actual.replaceFirst("[0-9a-f]{64}'\n$", hashStandIn[0] + "'\n");
        }
        assertThat(fault.code()).isEqualTo(code);
        assertThat(actual).isEqualTo(message);
        assertThat(fault.status()).isEqualTo(403);
    }

    private static ServiceFault refusal(Request request, Instant now) {
        ServiceFault fault =
                catchThrowableOfType(
                        ServiceFault.class, () -> verifier(now).verify(request, new byte[0]));
        assertThat(fault).as("refused").isNotNull();
        return fault;
    }

    private static SigV4Verifier verifier(Instant now) {
        return new SigV4Verifier(
                new RootCredentials("test", "test", "000000000000"), InstantSource.fixed(now));
    }

    private static Request signed(String secret, Scope scope, String signedHeaders) {
        Request request = get("/x?a=1");
        QueryParameters query = QueryParameters.parse(request.rawQuery());
        Claim claim =
                new Claim(false, scope, Claim.namesOf(signedHeaders), "", SIGNED_AT, null, null);
        String canonical =
                CanonicalRequest.of(
                        request,
                        PathStyle.NORMALIZED,
                        query,
                        claim.signedHeaders(),
                        Hashes.sha256Hex("".getBytes(StandardCharsets.UTF_8)));
        String signature =
                Hashes.hmacHex(SigningKeys.derive(scope, secret), claim.stringToSign(canonical));
        String authorization =
                "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                        .formatted(scope.accessKeyId(), scope.text(), signedHeaders, signature);
        return with(
                request, request.headers().toBuilder().add("Authorization", authorization).build());
    }

    private static Request get(String target) {
        return Loopback.request(
                "GET",
                target,
                Headers.of("Host", "localhost:4566", "X-Amz-Date", "20260304T050607Z"));
    }

    private static Request with(Request request, Headers headers) {
        return new Request(
                request.method(),
                request.rawPath(),
                request.rawQuery(),
                headers,
                request.body(),
                request.connection());
    }
}

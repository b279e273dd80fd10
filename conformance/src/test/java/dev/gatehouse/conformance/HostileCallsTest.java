package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.SignedCalls.Call;
import dev.gatehouse.conformance.SignedCalls.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Calls of AWS's APIs that are not signed as they must be, each of which is denied in its
 * protocol's words and logged at most once, without any secret.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">AWS
 *     docs: troubleshoot Signature Version 4</a>
 */
class HostileCallsTest {
    @RegisterExtension static final RunningServer server = new RunningServer();

    static final List<Plan> PLANS =
            List.of(
                    Plan.get("lambda", "/2015-03-31/functions?MaxItems=5"),
                    Plan.get("apigateway", "/v2/apis?maxResults=5"),
                    new Plan("apigateway", "POST", "/v2/apis", "application/json", "{\"name\":1}"),
                    new Plan(
                            "lambda",
                            "POST",
                            "/2015-03-31/functions/absent/invocations",
                            "application/json",
                            "{}"),
                    new Plan(
                            "sts",
                            "POST",
                            "/",
                            "application/x-www-form-urlencoded",
                            "Action=GetCallerIdentity&Version=2011-06-15"));

    private static SignedCalls calls;

    @BeforeAll
    static void connect() {
        calls = new SignedCalls(server.url());
    }

    /** Every way to sign with every plan. */
    static Stream<Arguments> signatures() {
        Map<String, Consumer<SignRequest.Builder<AwsCredentialsIdentity>>> ways =
                Map.of(
                        "header", sign -> {},
                        "query", SignedCalls::presigned,
                        "unsigned payload",
                                sign ->
                                        sign.putProperty(
                                                AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED,
                                                false),
                        "signed chunks",
                                sign ->
                                        sign.putProperty(
                                                AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, true),
                        "unsigned chunks with a trailer",
                                sign ->
                                        sign.putProperty(
                                                        AwsV4FamilyHttpSigner
                                                                .CHUNK_ENCODING_ENABLED,
                                                        true)
                                                .putProperty(
                                                        AwsV4FamilyHttpSigner
                                                                .PAYLOAD_SIGNING_ENABLED,
                                                        false)
                                                .putProperty(
                                                        AwsV4FamilyHttpSigner.CHECKSUM_ALGORITHM,
                                                        DefaultChecksumAlgorithm.CRC32));
        return ways.entrySet().stream()
                .flatMap(way ->
                        PLANS.stream()
                                .map(plan -> Arguments.of(way.getKey(), plan, way.getValue())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("signatures")
    void aSignatureHoldsForNothingElse(
            String way, Plan plan, Consumer<SignRequest.Builder<AwsCredentialsIdentity>> options) {
        Call genuine = calls.sign(plan, SignedCalls.ROOT, Duration.ZERO, options);
        assertThat(RawConnection.status(calls.send(genuine))).as(way).isIn(200, 400, 404);

        String mark = genuine.target().contains("?") ? "&" : "?";
        List<Call> forged =
                new ArrayList<>(
                        List.of(
                                genuine.withMethod("PUT"),
                                genuine.withTarget(genuine.target() + mark + "x=1"),
                                genuine.withTarget(genuine.target().replaceFirst("/", "/x/")),
                                genuine.replacing("Host", "localhost", "other"),
                                genuine.withHeader("X-Amz-Invocation-Type", "DryRun")));
        if (!plan.body().isEmpty() && !way.equals("unsigned payload")) {
            forged.add(genuine.withBody(plan.body() + " "));
        }
        AwsCredentialsIdentity secret = AwsCredentialsIdentity.create("test", "guessed");
        forged.add(calls.sign(plan, secret, Duration.ZERO, options));
        for (Call call : forged) {
            assertThat(calls.send(call))
                    .as("%s %s", call.method(), call.target())
                    .satisfiesAnyOf(
                            answer -> assertThat(answer).startsWith("HTTP/1.1 403 "),
                            answer ->
                                    assertThat(answer)
                                            .startsWith("HTTP/1.1 400 ")
                                            .containsAnyOf(
                                                    "IncompleteBody", "MissingContentLength"));
        }
    }

    @ParameterizedTest
    @FieldSource("PLANS")
    void eachRefusalHasItsCode(Plan plan) {
        Call genuine = calls.sign(plan);
        AwsCredentialsIdentity unknown = AwsCredentialsIdentity.create("AKIAUNKNOWN", "test");
        AwsCredentialsIdentity secret = AwsCredentialsIdentity.create("test", "guessed");

        assertRefused(plan, unsigned(genuine), "MissingAuthenticationToken", "uthentication Token");
        assertRefused(
                plan,
                calls.sign(plan, unknown, Duration.ZERO, options -> {}),
                plan.service().equals("sts") ? "InvalidClientTokenId" : "UnrecognizedClient",
                "The security token included in the request is invalid.");
        assertRefused(
                plan,
                calls.sign(plan, secret, Duration.ZERO, options -> {}),
                mismatch(plan),
                "The request signature we calculated does not match the signature you provided.");
        assertRefused(
                plan,
                calls.sign(plan, SignedCalls.ROOT, Duration.ofMinutes(6), options -> {}),
                mismatch(plan),
                "Signature expired: ");
        assertRefused(
                plan,
                calls.sign(plan, SignedCalls.ROOT, Duration.ofMinutes(-6), options -> {}),
                mismatch(plan),
                "Signature not yet current: ");
        assertRefused(
                plan,
                calls.sign(plan, SignedCalls.ROOT, Duration.ofMinutes(2), SignedCalls::presigned),
                mismatch(plan),
                "Signature expired: ");
        assertRefused(
                plan,
                genuine.replacing("Authorization", "SignedHeaders=", "SignedHeaders"),
                "IncompleteSignature",
                "not a valid key=value pair (missing equal-sign) in Authorization header");
        assertRefused(
                plan,
                genuine.replacing("Authorization", "eu-west-1", "eu-west-2"),
                mismatch(plan),
                "The request signature we calculated");
    }

    private static String mismatch(Plan plan) {
        return plan.service().equals("sts") ? "SignatureDoesNotMatch" : "InvalidSignature";
    }

    private static Call unsigned(Call call) {
        return new Call(
                call.method(),
                call.target(),
                call.headers().stream()
                        .filter(field -> !field.getKey().equals("Authorization"))
                        .toList(),
                call.body());
    }

    private static void assertRefused(Plan plan, Call call, String code, String message) {
        try (LogWatch log = new LogWatch()) {
            String answer = calls.send(call);
            assertThat(answer).startsWith("HTTP/1.1 403 ").contains(message).contains("x-amzn-");
            assertThat(answer)
                    .contains(
                            plan.service().equals("sts")
                                    ? "<Code>" + code + "</Code>"
                                    : "x-amzn-ErrorType: " + code + "Exception");
            assertThat(log.lines()).hasSizeLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "apigateway, /2015-03-31/functions",
        "sts,        /2015-03-31/functions",
        "lambda,     /v2/apis",
        "s3,         /v2/apis",
    })
    void aSignatureForAnotherServiceOpensNothing(String service, String target) {
        String answer = calls.send(calls.sign(Plan.get(service, target)));
        assertThat(RawConnection.status(answer)).isEqualTo(403);
        assertThat(answer).contains("Credential should be scoped to correct service: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/2015-03-31/functions/%zz", "/2015-03-31/functions/%", "/v2/apis/%ff"})
    void unsignedPathsThatCannotBeDecodedAreRefusedLikeOthers(String target) {
        Call call = new Call("GET", target, List.of(Map.entry("Host", "localhost")), new byte[0]);
        try (LogWatch log = new LogWatch()) {
            assertThat(calls.send(call))
                    .startsWith("HTTP/1.1 403 ")
                    .contains("Missing Authentication Token");
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void twoSignaturesAreNone() {
        Call genuine = calls.sign(PLANS.getFirst());
        String authorization =
                genuine.headers().stream()
                        .filter(field -> field.getKey().equals("Authorization"))
                        .findFirst()
                        .orElseThrow()
                        .getValue();
        Call presigned =
                calls.sign(
                        PLANS.getFirst(), SignedCalls.ROOT, Duration.ZERO, SignedCalls::presigned);
        for (Call call :
                List.of(
                        genuine.withHeader("Authorization", authorization),
                        presigned.withHeader("Authorization", authorization),
                        genuine.withHeader("X-Amz-Date", "20260101T000000Z"))) {
            assertThat(calls.send(call))
                    .startsWith("HTTP/1.1 403 ")
                    .contains("IncompleteSignatureException");
        }
    }

    @Test
    void theSignersSecretStandsNowhere() {
        AwsCredentialsIdentity signer =
                AwsCredentialsIdentity.create("test", "a-secret-that-nobody-may-see");
        try (LogWatch log = new LogWatch()) {
            for (Plan plan : PLANS) {
                String answer = calls.send(calls.sign(plan, signer, Duration.ZERO, options -> {}));
                assertThat(answer).doesNotContain(signer.secretAccessKey());
            }
            assertThat(log.lines()).noneMatch(line -> line.contains(signer.secretAccessKey()));
        }
    }
}

package dev.gatehouse.wire.sigv4;

import static dev.gatehouse.wire.sigv4.SdkSignature.NOW;
import static dev.gatehouse.wire.sigv4.SdkSignature.ROOT;
import static dev.gatehouse.wire.sigv4.SdkSignature.request;
import static dev.gatehouse.wire.sigv4.SdkSignature.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.wire.service.ServiceFault;
import dev.gatehouse.wire.service.Verified;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * What the AWS SDK for Java signs, in every form that it knows, is accepted, and nothing near it.
 */
class SdkSignerTest {
    private static final Verified ANSWER =
            new Verified(
                    "test",
                    "000000000000",
                    "arn:aws:iam::000000000000:root",
                    "eu-west-1",
                    "lambda",
                    new byte[0]);

    private final SigV4Verifier verifier =
            new SigV4Verifier(
                    new RootCredentials("test", "test", "000000000000"), InstantSource.fixed(NOW));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/2015-03-31/functions/hello/invocations",
                "/a//b/./d/",
                "/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A000000000000%3Afunction%3Ahello",
                "/%2F/%20/%E2%82%AC/~tilde/%25",
                "/a?b=c&b=a&b=&a-b=1&a=2",
                "/?q=a%20b&plus=a%2Bb&slash=%2F&empty=&flag&%E2%82%AC=%C3%BC"
            })
    void headersAndQueriesAreAccepted(String target) {
        byte[] body = {1, 2, 3};
        for (AuthLocation location : AuthLocation.values()) {
            RawRequest signed =
                    sign(
                            ROOT,
                            request(SdkHttpMethod.POST, "https://localhost:4566" + target),
                            location == AuthLocation.HEADER ? body : new byte[0],
                            in(location));
            assertThat(verifier.verify(signed.request(), signed.body()))
                    .usingRecursiveComparison()
                    .ignoringFields("body")
                    .isEqualTo(ANSWER);
            Mutations.of(signed).forEach(this::requireRefusal);
        }
    }

    @Test
    void aPathWithDotSegmentsIsSignedAsTheShorterOne() {
        RawRequest signed =
                sign(
                        ROOT,
                        request(SdkHttpMethod.GET, "https://localhost:4566/a/b/../../c/."),
                        new byte[0],
                        _ -> {});
        verifier.verify(signed.request(), signed.body());
    }

    @Test
    void headersWithBlanksAndRepetitionsAreAccepted() {
        RawRequest signed =
                sign(
                        ROOT,
                        request(
                                SdkHttpMethod.GET,
                                "https://localhost:4566/x",
                                "X-Amz-Target",
                                "  a   b  ",
                                "X-Many",
                                "2",
                                "X-Many",
                                "1",
                                "X-Empty",
                                ""),
                        new byte[0],
                        _ -> {});
        verifier.verify(signed.request(), signed.body());
        Mutations.of(signed).forEach(this::requireRefusal);
    }

    static Stream<Arguments> payloadModes() {
        return Stream.of(
                Arguments.of("hash", false, true, null),
                Arguments.of("UNSIGNED-PAYLOAD", false, false, null),
                Arguments.of("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", true, true, null),
                Arguments.of(
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                        true,
                        true,
                        DefaultChecksumAlgorithm.CRC32),
                Arguments.of(
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                        true,
                        true,
                        DefaultChecksumAlgorithm.SHA256),
                Arguments.of(
                        "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                        true,
                        false,
                        DefaultChecksumAlgorithm.CRC32C),
                Arguments.of(
                        "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                        true,
                        false,
                        DefaultChecksumAlgorithm.SHA1));
    }

    @ParameterizedTest
    @MethodSource("payloadModes")
    void everyPayloadModeIsDecodedAndProven(
            String mode, boolean chunked, boolean signed, ChecksumAlgorithm checksum) {
        byte[] body = new byte[300_000];
        new Random(7).nextBytes(body);
        RawRequest request =
                sign(
                        ROOT,
                        request(SdkHttpMethod.PUT, "https://localhost:4566/bucket/key"),
                        body,
                        sign -> {
                            sign.putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3");
                            sign.putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false);
                            sign.putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false);
                            sign.putProperty(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, chunked);
                            sign.putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, signed);
                            if (checksum != null) {
                                sign.putProperty(
                                        AwsV4FamilyHttpSigner.CHECKSUM_ALGORITHM, checksum);
                            }
                        });
        String declared = request.request().headers().first("x-amz-content-sha256");
        assertThat(declared).isEqualTo(mode.equals("hash") ? Hashes.sha256Hex(body) : mode);
        assertThat(verifier.verify(request.request(), request.body()).body()).isEqualTo(body);
        Mutations.of(request)
                .filter(mutation -> !mode.equals("UNSIGNED-PAYLOAD") || !mutation.changesBody())
                .forEach(this::requireRefusal);
    }

    private static Consumer<SignRequest.Builder<AwsCredentialsIdentity>> in(AuthLocation location) {
        return sign -> {
            sign.putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, location);
            if (location == AuthLocation.QUERY_STRING) {
                sign.putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofHours(1));
            }
        };
    }

    private void requireRefusal(Mutations.Mutation mutation) {
        assertThatThrownBy(() ->
                        verifier.verify(mutation.mutant().request(), mutation.mutant().body()))
                .as(mutation.name())
                .isInstanceOf(ServiceFault.class);
    }
}

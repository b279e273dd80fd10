package dev.gatehouse.wire.sigv4;

import dev.gatehouse.http.message.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Requests signed by the AWS SDK for Java's own signer. */
final class SdkSignature {
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    static final AwsCredentialsIdentity ROOT = AwsCredentialsIdentity.create("test", "test");

    private SdkSignature() {}

    static AwsCredentialsIdentity identity(TemporaryCredentials credentials) {
        return AwsSessionCredentialsIdentity.create(
                credentials.accessKeyId(),
                credentials.secretAccessKey(),
                credentials.sessionToken());
    }

    static RawRequest sign(
            AwsCredentialsIdentity identity,
            SdkHttpRequest request,
            byte[] body,
            Consumer<SignRequest.Builder<AwsCredentialsIdentity>> options) {
        SignedRequest signed =
                AwsV4HttpSigner.create()
                        .sign(sign -> {
                            sign.identity(identity)
                                    .request(request)
                                    .payload(ContentStreamProvider.fromByteArray(body))
                                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                                    .putProperty(
                                            HttpSigner.SIGNING_CLOCK,
                                            Clock.fixed(NOW, ZoneOffset.UTC));
                            options.accept(sign);
                        });
        return raw(signed);
    }

    static SdkHttpRequest request(SdkHttpMethod method, String uri, String... headers) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(method).uri(URI.create(uri));
        for (int i = 0; i < headers.length; i += 2) {
            request.appendHeader(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    private static RawRequest raw(SignedRequest signed) {
        SdkHttpRequest request = signed.request();
        Headers.Builder headers = Headers.builder();
        for (var header : request.headers().entrySet()) {
            List<String> values = header.getValue();
            values.forEach(value -> headers.add(header.getKey(), value));
        }
        URI uri = request.getUri();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        return new RawRequest(
                Loopback.request(request.method().name(), target, headers.build()),
                signed.payload().map(SdkSignature::bytes).orElse(new byte[0]));
    }

    private static byte[] bytes(ContentStreamProvider payload) {
        try (InputStream stream = payload.newStream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

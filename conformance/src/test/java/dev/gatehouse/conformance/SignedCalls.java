package dev.gatehouse.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Calls signed by the AWS SDK's own signer, as bytes that a test can alter before it sends them.
 */
final class SignedCalls {
    static final AwsCredentialsIdentity ROOT = AwsCredentialsIdentity.create("test", "test");

    private final String url;

    SignedCalls(String url) {
        this.url = url;
    }

    /** What is to be signed. */
    record Plan(String service, String method, String target, String contentType, String body) {
        static Plan get(String service, String target) {
            return new Plan(service, "GET", target, "", "");
        }
    }

    /** A request that is ready to be sent. */
    record Call(
            String method, String target, List<Map.Entry<String, String>> headers, byte[] body) {
        Call withTarget(String other) {
            return new Call(method, other, headers, body);
        }

        Call withMethod(String other) {
            return new Call(other, target, headers, body);
        }

        Call withBody(String other) {
            return new Call(method, target, headers, other.getBytes(UTF_8));
        }

        Call withHeader(String name, String value) {
            List<Map.Entry<String, String>> more = new ArrayList<>(headers);
            more.add(Map.entry(name, value));
            return new Call(method, target, more, body);
        }

        /** With another text in a header's value. */
        Call replacing(String name, String part, String other) {
            return new Call(
                    method,
                    target,
                    headers.stream()
                            .map(field ->
                                    field.getKey().equalsIgnoreCase(name)
                                            ? Map.entry(
                                                    field.getKey(),
                                                    field.getValue().replace(part, other))
                                            : field)
                            .toList(),
                    body);
        }

        byte[] bytes() {
            StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
            headers.forEach(field ->
                    head.append(field.getKey())
                            .append(": ")
                            .append(field.getValue())
                            .append("\r\n"));
            head.append("Content-Length: ")
                    .append(body.length)
                    .append("\r\nConnection: close\r\n\r\n");
            byte[] start = head.toString().getBytes(UTF_8);
            byte[] all = java.util.Arrays.copyOf(start, start.length + body.length);
            System.arraycopy(body, 0, all, start.length, body.length);
            return all;
        }
    }

    Call sign(Plan plan) {
        return sign(plan, ROOT, Duration.ZERO, options -> {});
    }

    /**
     * @param ago how long before now it is signed
     */
    Call sign(
            Plan plan,
            AwsCredentialsIdentity identity,
            Duration ago,
            Consumer<SignRequest.Builder<AwsCredentialsIdentity>> options) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.fromValue(plan.method()))
                        .uri(URI.create(url + plan.target()));
        if (!plan.contentType().isEmpty()) {
            request.putHeader("Content-Type", plan.contentType());
        }
        SignedRequest signed =
                AwsV4HttpSigner.create()
                        .sign(sign -> {
                            sign.identity(identity)
                                    .request(request.build())
                                    .putProperty(
                                            AwsV4HttpSigner.SERVICE_SIGNING_NAME, plan.service())
                                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                                    .putProperty(
                                            HttpSigner.SIGNING_CLOCK,
                                            Clock.offset(Clock.systemUTC(), ago.negated()));
                            sign.payload(ContentStreamProvider.fromUtf8String(plan.body()));
                            options.accept(sign);
                        });
        return call(signed);
    }

    /** Options that put the signature into the query. */
    static void presigned(SignRequest.Builder<AwsCredentialsIdentity> sign) {
        sign.putProperty(
                        AwsV4FamilyHttpSigner.AUTH_LOCATION,
                        AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(1));
    }

    private static Call call(SignedRequest signed) {
        SdkHttpRequest request = signed.request();
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        request.headers()
                .forEach((name, values) -> {
                    if (!name.equalsIgnoreCase("content-length")) {
                        values.forEach(value -> headers.add(Map.entry(name, value)));
                    }
                });
        URI uri = request.getUri();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new Call(
                request.method().name(),
                uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery(),
                List.copyOf(headers),
                signed.payload().map(SignedCalls::bytes).orElse(new byte[0]));
    }

    private static byte[] bytes(ContentStreamProvider payload) {
        try (InputStream stream = payload.newStream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole answer, as text. */
    String send(Call call) {
        try (RawConnection connection = new RawConnection(url)) {
            return connection.send(call.bytes()).readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

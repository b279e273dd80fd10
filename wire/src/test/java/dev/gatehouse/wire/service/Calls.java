package dev.gatehouse.wire.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.BytesBody;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Calls of an {@link AwsApi} as bytes rather than as an SDK makes them. */
final class Calls {
    private final AwsApi api;

    Calls(ServiceOperations... services) {
        this.api =
                new AwsApi(
                        List.of(services),
                        new TrustingVerifier(),
                        InstantSource.fixed(Instant.EPOCH),
                        () -> "request-1");
    }

    Response post(String service, String path, String type, String body) {
        return signed("POST", service, path, Headers.of("Content-Type", type), body);
    }

    Response signed(String method, String service, String path, Headers headers, String body) {
        String scope = "AK/20260101/us-east-1/" + service + "/aws4_request";
        return unsigned(
                method,
                path,
                headers.toBuilder()
                        .add("Authorization", "AWS4-HMAC-SHA256 Credential=" + scope)
                        .build(),
                body);
    }

    /** Sends the headers as they are; the call must be one that is claimed. */
    Response unsigned(String method, String path, Headers headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Request request =
                new Request(method, path, "", headers, Body.of(bytes), new LocalConnection());
        assertThat(api.claims(request)).as("claimed").isTrue();
        return api.answer(request, bytes);
    }

    static byte[] bytes(Response response) {
        return ((BytesBody) response.body()).bytes();
    }

    static String text(Response response) {
        return new String(bytes(response), StandardCharsets.UTF_8);
    }
}

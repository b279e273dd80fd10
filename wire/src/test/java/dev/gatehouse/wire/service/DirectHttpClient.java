package dev.gatehouse.wire.service;

import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.BytesBody;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;

/** Carries an SDK client's requests straight to an {@link AwsApi}. */
final class DirectHttpClient implements SdkHttpClient {
    private final AwsApi api;

    DirectHttpClient(AwsApi api) {
        this.api = api;
    }

    /** A client that calls these operations and believes every signature. */
    static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient>
            C client(B builder, ServiceOperations.Builder operations) {
        AwsApi api =
                new AwsApi(
                        List.of(operations.build()),
                        new TrustingVerifier(),
                        InstantSource.fixed(Instant.EPOCH),
                        () -> "request-1");
        return builder.httpClient(new DirectHttpClient(api))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AK", "SK")))
                .build();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest execute) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return send(execute);
            }

            @Override
            public void abort() {}
        };
    }

    private HttpExecuteResponse send(HttpExecuteRequest execute) throws IOException {
        byte[] body = new byte[0];
        if (execute.contentStreamProvider().isPresent()) {
            try (InputStream in = execute.contentStreamProvider().get().newStream()) {
                body = in.readAllBytes();
            }
        }
        return toSdk(api.answer(toRequest(execute.httpRequest(), body), body));
    }

    private static Request toRequest(SdkHttpRequest sdk, byte[] body) {
        Headers.Builder headers = Headers.builder();
        sdk.forEachHeader((name, values) -> values.forEach(v -> headers.add(name, v)));
        return new Request(
                sdk.method().name(),
                sdk.encodedPath().isEmpty() ? "/" : sdk.encodedPath(),
                sdk.encodedQueryParameters().orElse(""),
                headers.build(),
                Body.of(body),
                new LocalConnection());
    }

    private static HttpExecuteResponse toSdk(Response response) {
        SdkHttpResponse.Builder http = SdkHttpResponse.builder().statusCode(response.status());
        response.headers().forEach(http::appendHeader);
        byte[] bytes = ((BytesBody) response.body()).bytes();
        return HttpExecuteResponse.builder()
                .response(http.build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                .build();
    }

    @Override
    public void close() {}
}

package dev.gatehouse.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;

/** AWS's Java clients against one server, and the few steps that most tests begin with. */
final class Clients implements AutoCloseable {
    static final String ROLE = "arn:aws:iam::000000000000:role/conformance";

    final LambdaClient lambda;
    final ApiGatewayV2Client apis;
    private final String url;
    private final HttpClient http = HttpClient.newHttpClient();

    Clients(String url) {
        this.url = url;
        lambda = client(LambdaClient.builder(), url);
        apis = client(ApiGatewayV2Client.builder(), url);
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, String url) {
        return builder.endpointOverride(URI.create(url))
                .region(Region.EU_WEST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("test", "test")))
                .httpClient(ApacheHttpClient.create())
                .build();
    }

    /**
     * A request that creates this function from sources by file name; add to it what the test is
     * about.
     */
    static CreateFunctionRequest.Builder function(
            String name, String runtime, String handler, Map<String, String> files) {
        return CreateFunctionRequest.builder()
                .functionName(name)
                .runtime(runtime)
                .handler(handler)
                .role(ROLE)
                .timeout(10)
                .memorySize(256)
                .code(code -> code.zipFile(SdkBytes.fromByteArray(Packages.zip(files))));
    }

    /** Creates the function and waits until it is active. */
    String create(CreateFunctionRequest request) {
        String arn = lambda.createFunction(request).functionArn();
        lambda.waiter()
                .waitUntilFunctionActiveV2(wait -> wait.functionName(request.functionName()));
        return arn;
    }

    /** A CommonJS function of one file. */
    String createNode(String name, String code) {
        return create(
                function(name, "nodejs20.x", "index.handler", Map.of("index.js", code)).build());
    }

    /** Lets every HTTP API of the account invoke the function. */
    void permit(String function) {
        lambda.addPermission(request ->
                request.functionName(function)
                        .statementId("apis")
                        .action("lambda:InvokeFunction")
                        .principal("apigateway.amazonaws.com"));
    }

    /** An HTTP API whose default route leads to the target; returns its id. */
    String quickApi(String name, String target) {
        return apis.createApi(request ->
                        request.name(name).protocolType(ProtocolType.HTTP).target(target))
                .apiId();
    }

    /** Where the API's default stage answers, with a slash at the end. */
    String stageUrl(String apiId) {
        return url + "/_aws/execute-api/" + apiId + "/$default/";
    }

    HttpResponse<String> get(String target) {
        return send(
                HttpRequest.newBuilder(URI.create(target)).timeout(Duration.ofSeconds(60)).build());
    }

    HttpResponse<String> send(HttpRequest request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> sendForBytes(HttpRequest request) {
        return send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        lambda.close();
        apis.close();
        http.close();
    }
}

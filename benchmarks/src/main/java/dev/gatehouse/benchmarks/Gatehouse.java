package dev.gatehouse.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionCode;

/** The server under measurement, started by its own launcher and set up by AWS's own clients. */
final class Gatehouse implements AutoCloseable {
    private static final String ROLE = "arn:aws:iam::000000000000:role/benchmark";

    private final Program program;
    private final String url;
    final LambdaClient lambda;
    final ApiGatewayV2Client apis;

    private Gatehouse(Program program, String url) {
        this.program = program;
        this.url = url;
        lambda = client(LambdaClient.builder(), url);
        apis = client(ApiGatewayV2Client.builder(), url);
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, String url) {
        return builder.endpointOverride(URI.create(url))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /**
     * Starts a server with an empty data directory; the throttles of an AWS account are lifted, or
     * they would be measured.
     */
    static Gatehouse start(Path home, Path folder, String... options)
            throws IOException, InterruptedException {
        int port = Program.freePort();
        String url = "http://127.0.0.1:" + port;
        return new Gatehouse(
                launch(home, folder, port, options)
                        .awaitAnswer(healthOf(url), Duration.ofMinutes(5)),
                url);
    }

    /** Starts the process only. */
    static Program launch(Path home, Path folder, int port, String... options) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                home.resolve("gatehouse").toString(),
                                "start",
                                "--port=" + port,
                                "--throttle-rate=10000000",
                                "--throttle-burst=10000000",
                                "--data-dir=" + Files.createTempDirectory(folder, "data")));
        command.addAll(List.of(options));
        return Program.start("gatehouse", folder, command, Map.of());
    }

    static String healthOf(String url) {
        return url + "/_gatehouse/health";
    }

    Program program() {
        return program;
    }

    /** Creates a function that is ready to be invoked. */
    void function(String name, String runtime, String handler, byte[] zip) {
        create(name, runtime, handler, zip);
        awaitActive(name);
        lambda.addPermission(request ->
                request.functionName(name)
                        .statementId("apis")
                        .action("lambda:InvokeFunction")
                        .principal("apigateway.amazonaws.com"));
    }

    /** Creates a function and does not wait for it. */
    void create(String name, String runtime, String handler, byte[] zip) {
        lambda.createFunction(request ->
                request.functionName(name)
                        .runtime(runtime)
                        .handler(handler)
                        .role(ROLE)
                        .timeout(30)
                        .memorySize(512)
                        .code(FunctionCode.builder().zipFile(SdkBytes.fromByteArray(zip)).build()));
    }

    void awaitActive(String function) {
        lambda.waiter().waitUntilFunctionActiveV2(request -> request.functionName(function));
    }

    /** Makes an HTTP API whose default route leads to the target, and returns its URL. */
    String api(String target) {
        String id =
                apis.createApi(request ->
                                request.name("benchmark")
                                        .protocolType(ProtocolType.HTTP)
                                        .target(target))
                        .apiId();
        return urlOf(id);
    }

    String urlOf(String apiId) {
        return url + "/_aws/execute-api/" + apiId + "/$default/";
    }

    static String arn(String function) {
        return "arn:aws:lambda:us-east-1:000000000000:function:" + function;
    }

    static byte[] zip(String entry, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    static byte[] zip(String entry, String content) throws IOException {
        return zip(entry, content.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        lambda.close();
        apis.close();
        program.close();
    }
}

package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.foundation.json.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import tools.jackson.databind.JsonNode;

/**
 * The main path with the AWS SDK for Java 2: four languages, five routes, a stage variable that
 * chooses an alias.
 */
class JavaSdkMainPathTest {
    @RegisterExtension static final RunningServer server = new RunningServer();

    private static final String BASH =
            """
            #!/bin/bash
            api="http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation"
            while true; do
              id=$(curl -sS -D - -o /dev/null "$api/next" | tr -d '\\r' | awk 'tolower($1) == "lambda-runtime-aws-request-id:" { print $2 }')
              curl -sS -o /dev/null -d '{"statusCode":200,"body":"bash"}' "$api/$id/response"
            done
            """;

    @TempDir Path folder;

    @Test
    void functionsInFourLanguagesAnswerBehindFiveRoutes() throws Exception {
        Programs.require("node");
        try (Clients clients = new Clients(server.url())) {
            createFunctions(clients);
            clients.lambda.publishVersion(request -> request.functionName("java-sdk-node"));
            clients.lambda.createAlias(request ->
                    request.functionName("java-sdk-node").name("live").functionVersion("1"));
            String prod = deployApi(clients);
            everyRouteAnswers(clients, prod);
            aMovedAliasIsLiveWithoutAFailedRequest(clients, prod + "node/7");
            aMissingFunctionIsAwsOwnError(clients);
        }
    }

    private void createFunctions(Clients clients) throws Exception {
        clients.createNode("java-sdk-node", node("one"));
        clients.create(
                Clients.function(
                                "java-sdk-python",
                                "python3.11",
                                "app.handler",
                                Map.of(
                                        "app.py",
                                        "def handler(event, context): return {'path': event['rawPath']}\n"))
                        .build());
        clients.create(
                Clients.function("java-sdk-java", "java21", "Hello::handle", Map.of())
                        .code(code -> code.zipFile(SdkBytes.fromByteArray(javaPackage())))
                        .timeout(20)
                        .memorySize(512)
                        .build());
        clients.create(
                Clients.function(
                                "java-sdk-bash",
                                "provided.al2023",
                                "bootstrap",
                                Map.of("bootstrap", BASH))
                        .build());
    }

    private String deployApi(Clients clients) {
        String api =
                clients.apis
                        .createApi(request -> request.name("java").protocolType(ProtocolType.HTTP))
                        .apiId();
        permit(clients, api, "java-sdk-node", "live");
        for (String name : List.of("java-sdk-python", "java-sdk-java", "java-sdk-bash")) {
            permit(clients, api, name, null);
        }
        route(clients, api, "GET /node/{id}", "java-sdk-node:${stageVariables.alias}");
        route(clients, api, "GET /python/{proxy+}", "java-sdk-python");
        route(clients, api, "POST /java", "java-sdk-java");
        route(clients, api, "ANY /bash", "java-sdk-bash");
        route(clients, api, "$default", "java-sdk-python");
        String prod = server.apiUrl(api, "prod");
        assertThat(clients.get(prod + "node/7").statusCode()).isEqualTo(404);
        String deployment =
                clients.apis.createDeployment(request -> request.apiId(api)).deploymentId();
        clients.apis.createStage(request ->
                request.apiId(api)
                        .stageName("prod")
                        .deploymentId(deployment)
                        .stageVariables(Map.of("alias", "live")));
        return prod;
    }

    private static void everyRouteAnswers(Clients clients, String prod) {
        JsonNode answer = Json.parse(clients.get(prod + "node/7?a=1").body());
        assertThat(answer.path("version").asString()).isEqualTo("one");
        assertThat(answer.path("routeKey").asString()).isEqualTo("GET /node/{id}");
        assertThat(clients.get(prod + "python/a/b").body())
                .isEqualTo("{\"path\": \"/prod/python/a/b\"}");
        assertThat(
                        clients.send(
                                        HttpRequest.newBuilder(URI.create(prod + "java"))
                                                .POST(BodyPublishers.ofString("{}"))
                                                .build())
                                .body())
                .isEqualTo("java");
        assertThat(clients.get(prod + "bash").body()).isEqualTo("bash");
        assertThat(clients.get(prod + "elsewhere").body())
                .isEqualTo("{\"path\": \"/prod/elsewhere\"}");
    }

    private static void aMovedAliasIsLiveWithoutAFailedRequest(Clients clients, String url) {
        try (SteadyCaller _ = new SteadyCaller(() -> clients.get(url).statusCode() == 200)) {
            String version = publish(clients, "two");
            clients.lambda.updateAlias(request ->
                    request.functionName("java-sdk-node").name("live").functionVersion(version));
            assertThat(Json.parse(clients.get(url).body()).path("version").asString())
                    .isEqualTo("two");
        }
        InvokeResponse invoked =
                clients.lambda.invoke(request ->
                        request.functionName("java-sdk-node")
                                .qualifier("live")
                                .payload(SdkBytes.fromUtf8String("{}")));
        assertThat(invoked.executedVersion()).isEqualTo("2");
    }

    private static String publish(Clients clients, String word) {
        byte[] zip = Packages.zip(Map.of("index.js", node(word)));
        clients.lambda.updateFunctionCode(request ->
                request.functionName("java-sdk-node").zipFile(SdkBytes.fromByteArray(zip)));
        clients.lambda
                .waiter()
                .waitUntilFunctionUpdatedV2(request -> request.functionName("java-sdk-node"));
        return clients.lambda
                .publishVersion(request -> request.functionName("java-sdk-node"))
                .version();
    }

    private static void aMissingFunctionIsAwsOwnError(Clients clients) {
        assertThatThrownBy(
                        () -> clients.lambda.getFunction(request -> request.functionName("absent")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining(
                        "Function not found: arn:aws:lambda:eu-west-1:000000000000:function:absent");
    }

    private static void permit(Clients clients, String api, String function, String qualifier) {
        clients.lambda.addPermission(request ->
                request.functionName(function)
                        .qualifier(qualifier)
                        .statementId("api")
                        .action("lambda:InvokeFunction")
                        .principal("apigateway.amazonaws.com")
                        .sourceArn("arn:aws:execute-api:eu-west-1:000000000000:" + api + "/*"));
    }

    private static void route(Clients clients, String api, String key, String function) {
        String integration =
                clients.apis
                        .createIntegration(request ->
                                request.apiId(api)
                                        .integrationType(IntegrationType.AWS_PROXY)
                                        .integrationMethod("POST")
                                        .payloadFormatVersion("2.0")
                                        .integrationUri(
                                                "arn:aws:lambda:eu-west-1:000000000000:function:"
                                                        + function))
                        .integrationId();
        clients.apis.createRoute(
                request -> request.apiId(api).routeKey(key).target("integrations/" + integration));
    }

    private static String node(String version) {
        return "exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify({ version: '"
                + version
                + "', routeKey: event.routeKey }) });";
    }

    private byte[] javaPackage() {
        try {
            Path source = folder.resolve("Hello.java");
            try (var content = getClass().getResourceAsStream("/Hello.java")) {
                Files.write(source, content.readAllBytes());
            }
            ToolProvider.getSystemJavaCompiler()
                    .run(null, null, null, "--release", "17", source.toString());
            return Packages.zip("Hello.class", Files.readAllBytes(folder.resolve("Hello.class")));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

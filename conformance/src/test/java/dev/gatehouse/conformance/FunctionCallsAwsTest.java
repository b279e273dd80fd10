package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.foundation.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import tools.jackson.databind.JsonNode;

/** A function finds its way back: endpoint, region and its role's temporary credentials. */
class FunctionCallsAwsTest {
    @RegisterExtension static final RunningServer server = new RunningServer();

    private static final String CODE =
            """
            import boto3, json, os
            def handler(event, context):
                lam = boto3.client('lambda')
                called = lam.invoke(FunctionName='callee', Payload=json.dumps({'n': 20}))
                who = boto3.client('sts').get_caller_identity()
                who.pop('ResponseMetadata')
                return {
                    'answer': json.load(called['Payload']),
                    'functions': sorted(f['FunctionName'] for f in lam.list_functions()['Functions']),
                    'who': who,
                    'session': bool(os.environ['AWS_SESSION_TOKEN']),
                    'region': os.environ['AWS_REGION']}
            """;

    @Test
    void boto3WorksInsideAFunction(@TempDir Path folder) throws Exception {
        Programs.require("node");
        Path python = Programs.pythonWith("boto3");
        String packages =
                Programs.run(
                                List.of(
                                        python.toString(),
                                        "-c",
                                        "import boto3, os; print(os.path.dirname(os.path.dirname(boto3.__file__)))"),
                                folder,
                                Map.of())
                        .strip();
        try (Clients clients = new Clients(server.url())) {
            clients.createNode("callee", "exports.handler = async (e) => e.n + 1;");
            clients.create(
                    Clients.function("caller", "python3.11", "app.handler", Map.of("app.py", CODE))
                            .environment(e -> e.variables(Map.of("PYTHONPATH", packages)))
                            .build());
            JsonNode told =
                    Json.parse(
                            clients.lambda
                                    .invoke(request ->
                                            request.functionName("caller")
                                                    .payload(SdkBytes.fromUtf8String("{}")))
                                    .payload()
                                    .asUtf8String());
            assertThat(told.path("answer").asInt()).as(told.toString()).isEqualTo(21);
            assertThat(told.path("functions")).isEqualTo(Json.parse("[\"callee\",\"caller\"]"));
            assertThat(told.path("region").asString()).isEqualTo("eu-west-1");
            assertThat(told.path("session").asBoolean()).isTrue();
            assertThat(told.path("who").path("Account").asString()).isEqualTo("000000000000");
            assertThat(told.path("who").path("Arn").asString())
                    .isEqualTo("arn:aws:sts::000000000000:assumed-role/conformance/caller");
        }
    }
}

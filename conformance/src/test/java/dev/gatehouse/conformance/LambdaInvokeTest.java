package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.foundation.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import tools.jackson.databind.JsonNode;

/** What Invoke takes and answers. AWS docs: Lambda API reference, Invoke; Lambda quotas. */
class LambdaInvokeTest {
    @RegisterExtension static final RunningServer server = new RunningServer();

    private static final String CODE =
            """
            exports.handler = async (event, context) => {
              console.log('heard', JSON.stringify(event));
              if (event.long) return 'x'.repeat(event.long);
              return {
                event, client: context.clientContext, name: context.functionName,
                version: context.functionVersion, arn: context.invokedFunctionArn,
                memory: context.memoryLimitInMB, id: context.awsRequestId,
                left: context.getRemainingTimeInMillis(), trace: process.env._X_AMZN_TRACE_ID };
            };
            """;

    private static Clients clients;

    @BeforeAll
    static void createFunction() {
        Programs.require("node");
        clients = new Clients(server.url());
        clients.createNode("invoked", CODE);
    }

    @AfterAll
    static void close() {
        clients.close();
    }

    @Test
    void tailOfTheLogBelongsToTheInvocation() {
        InvokeResponse answer =
                clients.lambda.invoke(request ->
                        request.functionName("invoked")
                                .logType(LogType.TAIL)
                                .payload(SdkBytes.fromUtf8String("{\"a\":1}")));
        String id = Json.parse(answer.payload().asUtf8String()).path("id").asString();
        String log =
                new String(Base64.getDecoder().decode(answer.logResult()), StandardCharsets.UTF_8);
        assertThat(log)
                .startsWith("START RequestId: " + id + " Version: $LATEST\n")
                .contains("\t" + id + "\tINFO\theard {\"a\":1}\n")
                .contains("END RequestId: " + id + "\nREPORT RequestId: " + id + "\tDuration: ")
                .contains("\tMemory Size: 256 MB\t");
        assertThat(answer.executedVersion()).isEqualTo("$LATEST");
        assertThat(answer.responseMetadata().requestId()).isEqualTo(id);
    }

    @Test
    void contextTellsOfTheFunctionAndItsClient() {
        String client = "{\"client\":{\"app_title\":\"t\"},\"custom\":{\"k\":\"v\"}}";
        JsonNode seen =
                Json.parse(
                        clients.lambda
                                .invoke(request ->
                                        request.functionName("invoked")
                                                .clientContext(
                                                        Base64.getEncoder()
                                                                .encodeToString(
                                                                        client.getBytes(
                                                                                StandardCharsets
                                                                                        .UTF_8)))
                                                .payload(SdkBytes.fromUtf8String("{}")))
                                .payload()
                                .asUtf8String());
        assertThat(seen.path("client")).isEqualTo(Json.parse(client));
        assertThat(seen.path("name").asString()).isEqualTo("invoked");
        assertThat(seen.path("version").asString()).isEqualTo("$LATEST");
        assertThat(seen.path("arn").asString())
                .isEqualTo("arn:aws:lambda:eu-west-1:000000000000:function:invoked");
        assertThat(seen.path("memory").asString()).isEqualTo("256");
        assertThat(seen.path("left").asInt()).isBetween(1, 10_000);
    }

    @Test
    void traceOfTheCallerIsThatOfTheFunctionAndOfTheAnswer() {
        String sent = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

        assertThat(traceOf(sent)).isEqualTo(sent);
        assertThat(traceOf("nonsense"))
                .matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0");
    }

    /** What the function saw, which the answer must name as well. */
    private static String traceOf(String sent) {
        InvokeResponse answer =
                clients.lambda.invoke(request ->
                        request.functionName("invoked")
                                .payload(SdkBytes.fromUtf8String("{}"))
                                .overrideConfiguration(
                                        with -> with.putHeader("X-Amzn-Trace-Id", sent)));
        String seen = Json.parse(answer.payload().asUtf8String()).path("trace").asString();
        assertThat(answer.sdkHttpResponse().firstMatchingHeader("X-Amzn-Trace-Id")).hasValue(seen);
        assertThat(answer.sdkHttpResponse().firstMatchingHeader("x-amzn-Remapped-Content-Length"))
                .hasValue("0");
        return seen;
    }

    @Test
    void dryRunRunsNothing() {
        InvokeResponse answer =
                clients.lambda.invoke(request ->
                        request.functionName("invoked").invocationType(InvocationType.DRY_RUN));
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.payload().asByteArray()).isEmpty();
    }

    @Test
    void eventIsRefusedByName() {
        assertThatThrownBy(() ->
                        clients.lambda.invoke(request ->
                                request.functionName("invoked")
                                        .invocationType(InvocationType.EVENT)))
                .isInstanceOf(LambdaException.class)
                .hasMessageContaining("does not support InvocationType Event");
    }

    @Test
    void payloadMustBeJson() {
        assertThatThrownBy(() -> invoke("{"))
                .isInstanceOf(InvalidRequestContentException.class)
                .hasMessageStartingWith(
                        "Could not parse request body into json: Could not parse payload into json:");
    }

    @Test
    void payloadAboveSixMegabytesIsRefused() {
        for (int length : new int[] {6_291_456, 9_000_000}) {
            assertThatThrownBy(() -> invoke("\"" + "x".repeat(length) + "\""))
                    .isInstanceOf(RequestTooLargeException.class)
                    .hasMessageStartingWith(
                            "Request must be smaller than 6291456 bytes for the InvokeFunction"
                                    + " operation");
        }
    }

    @Test
    void answerAboveSixMegabytesIsAnError() {
        assertThat(invoke("{\"long\":6291554}").payload().asByteArray()).hasSize(6_291_556);
        InvokeResponse tooLong = invoke("{\"long\":6291555}");
        assertThat(tooLong.functionError()).isEqualTo("Unhandled");
        assertThat(Json.parse(tooLong.payload().asUtf8String()))
                .isEqualTo(
                        Json.object()
                                .put("errorType", "Function.ResponseSizeTooLarge")
                                .put(
                                        "errorMessage",
                                        "Response payload size exceeded maximum allowed payload"
                                                + " size (6291556 bytes)."));
    }

    private static InvokeResponse invoke(String payload) {
        return clients.lambda.invoke(request ->
                request.functionName("invoked").payload(SdkBytes.fromUtf8String(payload)));
    }
}

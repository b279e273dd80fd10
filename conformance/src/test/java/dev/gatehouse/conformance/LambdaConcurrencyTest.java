package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ThrottleReason;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Reserved concurrency, through Invoke and through an HTTP API. */
class LambdaConcurrencyTest {
    @RegisterExtension static final RunningServer server = new RunningServer();

    /** Stays busy until a second one has been refused: it is asked to end through its backend. */
    private static final String CODE =
            """
            exports.handler = async (event) => {
              if (event.until) await fetch(event.until);
              return 'done';
            };
            """;

    private static Clients clients;
    private static String api;

    @BeforeAll
    static void createFunction() {
        Programs.require("node");
        clients = new Clients(server.url());
        api = clients.quickApi("throttled", clients.createNode("reserved", CODE));
        clients.permit("reserved");
    }

    @AfterAll
    static void close() {
        clients.close();
    }

    @Test
    void zeroTurnsTheFunctionOff() {
        reserve(0);
        assertThrottled();
        HttpResponse<String> answer = clients.get(clients.stageUrl(api));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
        unreserve();
        assertThat(clients.get(clients.stageUrl(api)).body()).isEqualTo("done");
    }

    @Test
    void oneServesOneInvocationAtATime() throws Exception {
        try (Gate gate = Gate.open()) {
            reserve(1);
            CompletableFuture<InvokeResponse> first =
                    CompletableFuture.supplyAsync(
                            () -> invoke("{\"until\":\"" + gate.url() + "\"}"));
            gate.awaitVisitor();
            assertThrottled();
            gate.letGo();
            assertThat(first.get().payload().asUtf8String()).isEqualTo("\"done\"");
            assertThat(invoke("{}").payload().asUtf8String()).isEqualTo("\"done\"");
            unreserve();
        }
    }

    @Test
    void accountKeepsAHundredForTheRest() {
        assertThatThrownBy(() -> reserve(901))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining(
                        "Specified ReservedConcurrentExecutions for function decreases account's"
                                + " UnreservedConcurrentExecution below its minimum value of"
                                + " [100].");
        reserve(900);
        assertThat(
                        clients.lambda
                                .getAccountSettings()
                                .accountLimit()
                                .unreservedConcurrentExecutions())
                .isEqualTo(100);
        assertThat(
                        clients.lambda
                                .getFunctionConcurrency(request -> request.functionName("reserved"))
                                .reservedConcurrentExecutions())
                .isEqualTo(900);
        unreserve();
    }

    private static void assertThrottled() {
        assertThatThrownBy(() -> invoke("{}"))
                .isInstanceOfSatisfying(
                        TooManyRequestsException.class,
                        throttled -> {
                            assertThat(throttled.statusCode()).isEqualTo(429);
                            assertThat(throttled.awsErrorDetails().errorMessage())
                                    .isEqualTo("Rate Exceeded.");
                            assertThat(throttled.reason())
                                    .isEqualTo(
                                            ThrottleReason
                                                    .RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED);
                        });
    }

    private static void reserve(int concurrency) {
        clients.lambda.putFunctionConcurrency(request ->
                request.functionName("reserved").reservedConcurrentExecutions(concurrency));
    }

    private static void unreserve() {
        clients.lambda.deleteFunctionConcurrency(request -> request.functionName("reserved"));
    }

    private static InvokeResponse invoke(String payload) {
        return clients.lambda.invoke(request ->
                request.functionName("reserved").payload(SdkBytes.fromUtf8String(payload)));
    }
}

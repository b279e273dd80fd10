package dev.gatehouse.control.function;

import static dev.gatehouse.control.function.LambdaPlane.ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.functions.host.Invocation;
import dev.gatehouse.functions.host.InvokeOutcome;
import dev.gatehouse.functions.host.InvokeOutcome.Execution;
import dev.gatehouse.functions.host.InvokeOutcome.Throttled;
import dev.gatehouse.functions.host.RuntimeChoice;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** AWS docs: Lambda Invoke. */
class InvocationsTest {
    @TempDir Path directory;
    private LambdaPlane lambda;

    @BeforeEach
    void open() {
        lambda = new LambdaPlane(directory);
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    @Test
    void theAnswerTellsTheVersionAndTheLogsTail() {
        lambda.create();
        InvokeResponse answer = lambda.call(invoke("{\"a\":1}").logType("Tail").build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.payload().asUtf8String()).isEqualTo("{\"a\":1}");
        assertThat(answer.executedVersion()).isEqualTo("$LATEST");
        assertThat(answer.functionError()).isNull();
        assertThat(answer.logResult())
                .isEqualTo(
                        Base64.getEncoder()
                                .encodeToString("the log".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void withoutPayloadTheEventIsAnEmptyObject() {
        lambda.create();
        InvokeResponse answer = lambda.call(InvokeRequest.builder().functionName("hello").build());

        assertThat(answer.payload().asUtf8String()).isEqualTo("{}");
        assertThat(answer.logResult()).isNull();
    }

    @Test
    void aFailedFunctionIsAnAnswerWithFunctionError() {
        lambda.create();
        byte[] error = "{\"errorMessage\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        lambda.host.prepared =
                new InvokeOutcome.Failed(error, new Execution("$LATEST", new byte[0]));
        InvokeResponse answer = lambda.call(invoke("{}").build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.functionError()).isEqualTo("Unhandled");
        assertThat(answer.payload().asByteArray()).isEqualTo(error);
    }

    @Test
    void aDryRunAnswers204AndRunsNothing() {
        lambda.create();
        InvokeResponse answer = lambda.call(invoke("{}").invocationType("DryRun").build());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(lambda.host.last).isNull();
    }

    @Test
    void aPayloadMustBeJson() {
        lambda.create();

        for (String bad : new String[] {"{", "a", "{} {}", "{'a':1}", "\u0001"}) {
            assertThatThrownBy(() -> lambda.call(invoke(bad).build()))
                    .isInstanceOf(InvalidRequestContentException.class)
                    .hasMessageContaining(
                            "Could not parse request body into json: Could not parse payload into"
                                    + " json: ");
        }
    }

    @Test
    void aPayloadOverSixMegabytesIsTooLarge() {
        lambda.create();
        String payload = "\"" + "x".repeat(Invocations.MAX_PAYLOAD) + "\"";

        assertThatThrownBy(() -> lambda.call(invoke(payload).build()))
                .isInstanceOf(RequestTooLargeException.class)
                .hasMessageContaining(
                        "Request must be smaller than 6291456 bytes for the InvokeFunction"
                                + " operation");
    }

    @Test
    void aThrottledCallTellsWhy() {
        lambda.create();
        lambda.host.prepared =
                new Throttled(Throttled.Reason.ReservedFunctionConcurrentInvocationLimitExceeded);

        assertThatThrownBy(() -> lambda.call(invoke("{}").build()))
                .isInstanceOfSatisfying(
                        TooManyRequestsException.class,
                        fault ->
                                assertThat(fault.reasonAsString())
                                        .isEqualTo(
                                                "ReservedFunctionConcurrentInvocationLimitExceeded"))
                .hasMessageContaining("Rate Exceeded.");
    }

    @Test
    void aMissingFunctionIsNotFoundUnderItsQualifiedArn() {
        assertThatThrownBy(() -> lambda.call(invoke("{}").qualifier("live").build()))
                .hasMessageContaining("Function not found: " + ARN + ":live");
    }

    @Test
    void twoQualifiersMustAgree() {
        assertThatThrownBy(() ->
                        lambda.call(
                                InvokeRequest.builder()
                                        .functionName("hello:1")
                                        .qualifier("2")
                                        .build()))
                .hasMessageContaining(
                        "The derived qualifier from the function name does not match the specified"
                                + " qualifier.");
    }

    @Test
    void aFunctionThatIsStillPendingConflictsAndBecomesActiveAtTheNextStart() {
        lambda.host.runtimes = new FailsTheSecondTime();
        lambda.call(LambdaPlane.hello().build());

        assertThatThrownBy(() -> lambda.call(invoke("{}").build()))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining(
                        "The operation cannot be performed at this time. The function is currently"
                                + " in the following state: Pending");
        lambda.host.runtimes = RuntimeChoice.Exact::new;
        lambda.restart();
        InvokeResponse answer = lambda.call(invoke("{}").build());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void eventsAreRefusedWhileTheyWouldNotBeDurable() {
        lambda.create();

        assertThatThrownBy(() -> lambda.call(invoke("{}").invocationType("Event").build()))
                .hasMessageContaining("InvocationType Event");
    }

    @Test
    void theClientContextReachesTheFunctionDecoded() {
        lambda.create();
        String context =
                Base64.getEncoder().encodeToString("{\"k\":1}".getBytes(StandardCharsets.UTF_8));
        lambda.call(invoke("{}").clientContext(context).build());

        assertThat(lambda.host.last).extracting(Invocation::clientContext).isEqualTo("{\"k\":1}");
        assertThatThrownBy(() -> lambda.call(invoke("{}").clientContext("%%").build()))
                .hasMessageContaining("Client context must be a valid Base64-encoded JSON object.");
    }

    private static InvokeRequest.Builder invoke(String payload) {
        return InvokeRequest.builder()
                .functionName("hello")
                .payload(SdkBytes.fromUtf8String(payload));
    }

    /** Stands for a crash between a creation's answer and its completion. */
    private static final class FailsTheSecondTime implements Function<String, RuntimeChoice> {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public RuntimeChoice apply(String runtime) {
            if (calls.incrementAndGet() > 1) {
                throw new IllegalStateException("crashed");
            }
            return new RuntimeChoice.Exact(runtime);
        }
    }
}

package dev.gatehouse.functions.dispatch;

import static dev.gatehouse.functions.fake.FakeProcess.requestId;
import static dev.gatehouse.functions.fake.HostFixture.HELLO;
import static dev.gatehouse.functions.fake.HostFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.functions.fake.Await;
import dev.gatehouse.functions.fake.FakeProcess;
import dev.gatehouse.functions.fake.HostFixture;
import dev.gatehouse.functions.host.Caller;
import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.functions.host.Invocation;
import dev.gatehouse.functions.host.InvokeOutcome;
import dev.gatehouse.http.message.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An invocation's way to a process and back. */
class InvokeTest {
    private final HostFixture fixture = new HostFixture();

    @AfterEach
    void nothingIsLeft() {
        fixture.close();
    }

    @Test
    void invocationReachesTheRuntimeWithEveryHeader() throws Exception {
        fixture.publish("1");
        var outcome =
                fixture.host()
                        .invoke(
                                new FunctionRef(HELLO, "$LATEST"),
                                HostFixture.OWNER,
                                new Invocation(
                                        "r-1",
                                        "{\"a\":1}".getBytes(StandardCharsets.UTF_8),
                                        "Root=1-0-0;Sampled=1",
                                        "{\"k\":\n\"é\"}"))
                        .toCompletableFuture();
        FakeProcess process = fixture.sandbox().process();

        Response work = process.next().join();

        assertThat(FakeProcess.text(work)).isEqualTo("{\"a\":1}");
        assertThat(requestId(work)).isEqualTo("r-1");
        assertThat(work.headers().first("Lambda-Runtime-Deadline-Ms"))
                .isEqualTo(Long.toString(fixture.timer().millis() + 3000));
        assertThat(work.headers().first("Lambda-Runtime-Invoked-Function-Arn"))
                .isEqualTo("arn:aws:lambda:eu-west-1:000000000000:function:hello:$LATEST");
        assertThat(work.headers().first("Lambda-Runtime-Trace-Id"))
                .isEqualTo("Root=1-0-0;Sampled=1");
        assertThat(work.headers().first("Lambda-Runtime-Client-Context"))
                .isEqualTo("{\"k\": \"\\u00e9\"}");
        Response accepted = process.respond("r-1", "\"hi\"");
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(FakeProcess.text(accepted)).isEqualTo("{\"status\":\"OK\"}\n");
        assertThat(text(outcome)).isEqualTo("\"hi\"");
    }

    @Test
    void environmentIsReusedAndTheLastToBecomeIdleWorksNext() throws Exception {
        fixture.publish("1");
        CompletableFuture<InvokeOutcome> one = fixture.invoke("r-1");
        CompletableFuture<InvokeOutcome> two = fixture.invoke("r-2");
        FakeProcess first = fixture.sandbox().process();
        FakeProcess second = fixture.sandbox().process();
        String firstId = requestId(first.next().join());
        String secondId = requestId(second.next().join());
        first.respond(firstId, "1");
        second.respond(secondId, "2");
        assertThat(text(one) + text(two)).contains("1", "2");
        CompletableFuture<Response> secondPoll = second.next();
        CompletableFuture<Response> firstPoll = first.next();

        var _ = fixture.invoke("r-3");

        assertThat(requestId(firstPoll.join())).isEqualTo("r-3");
        assertThat(secondPoll).isNotDone();
        assertThat(fixture.sandbox().all()).hasSize(2);
        first.respond("r-3", "3");
    }

    @Test
    void nextEnvironmentToBecomeFreeTakesTheOldestWaiter() throws Exception {
        HostFixture narrow = new HostFixture(10, 1);
        try (narrow) {
            narrow.publish("1");
            CompletableFuture<InvokeOutcome> one = narrow.invoke("r-1");
            CompletableFuture<InvokeOutcome> two = narrow.invoke("r-2");
            FakeProcess only = narrow.sandbox().process();
            assertThat(requestId(only.next().join())).isEqualTo("r-1");
            only.respond("r-1", "1");
            assertThat(text(one)).isEqualTo("1");

            Response work = only.next().join();

            assertThat(requestId(work)).isEqualTo("r-2");
            only.respond("r-2", "2");
            assertThat(text(two)).isEqualTo("2");
        }
    }

    @Test
    void invocationThatComesBetweenAnswerAndNextPollWaitsForTheSameEnvironment() throws Exception {
        fixture.publish("1");
        var _ = fixture.invoke("r-1");
        FakeProcess process = fixture.sandbox().process();
        process.next().join();
        process.respond("r-1", "1");

        CompletableFuture<InvokeOutcome> second = fixture.invoke("r-2");
        Response work = process.next().join();

        assertThat(requestId(work)).isEqualTo("r-2");
        process.respond("r-2", "2");
        assertThat(text(second)).isEqualTo("2");
        assertThat(fixture.sandbox().all()).hasSize(1);
    }

    @Test
    void environmentThatDoesNotAskForMoreSoonIsNotWaitedFor() throws Exception {
        fixture.publish("1");
        var _ = fixture.invoke("r-1");
        FakeProcess process = fixture.sandbox().process();
        process.next().join();
        process.respond("r-1", "1");
        CompletableFuture<InvokeOutcome> second = fixture.invoke("r-2");

        fixture.timer().advance(Duration.ofMillis(110));

        FakeProcess other = fixture.sandbox().process();
        assertThat(requestId(other.next().join())).isEqualTo("r-2");
        other.respond("r-2", "2");
        assertThat(text(second)).isEqualTo("2");
    }

    @Test
    void idleEnvironmentIsReaped() throws Exception {
        fixture.publish("1");
        var _ = fixture.invoke("r-1");
        FakeProcess process = fixture.sandbox().process();
        process.next().join();
        process.respond("r-1", "1");
        var _ = process.next();

        fixture.timer().advance(Duration.ofMinutes(9));
        assertThat(process.ended()).isFalse();
        fixture.timer().advance(Duration.ofMinutes(2));

        Await.until("the process ends", process::ended);
        Await.until("it is forgotten", () -> fixture.host().environments() == 0);
    }

    @Test
    void processThatDiedWhileIdleIsNotGivenWork() throws Exception {
        fixture.publish("1");
        var _ = fixture.invoke("r-1");
        FakeProcess process = fixture.sandbox().process();
        process.next().join();
        process.respond("r-1", "1");
        var _ = process.next();
        process.disconnect();

        var _ = fixture.invoke("r-2");

        FakeProcess other = fixture.sandbox().process();
        assertThat(requestId(other.next().join())).isEqualTo("r-2");
        other.respond("r-2", "2");
        fixture.timer().advance(Duration.ofSeconds(11));
        Await.until("the process ends", process::ended);
    }

    @Test
    void referencesThatLeadNowhereAreNotFound() {
        fixture.publish("1");
        FunctionId other = new FunctionId("000000000000", "eu-west-1", "other");

        assertThat(fixture.invoke(other, null, "r", false).join())
                .isEqualTo(new InvokeOutcome.NotFound(other.arn()));
        assertThat(fixture.invoke(HELLO, "7", "r", false).join())
                .isEqualTo(new InvokeOutcome.NotFound(HELLO.arn() + ":7"));
    }

    @Test
    void callerWithoutPermissionIsForbidden() {
        fixture.publish("1");

        InvokeOutcome outcome =
                fixture.host()
                        .invoke(
                                new FunctionRef(HELLO, null),
                                new Caller.Service("apigateway.amazonaws.com", "arn", "0"),
                                new Invocation("r", new byte[0], null, null))
                        .toCompletableFuture()
                        .join();

        assertThat(outcome).isEqualTo(new InvokeOutcome.Forbidden(HELLO.arn()));
    }

    @Test
    void payloadAboveSixMegabytesIsTooLarge() {
        fixture.publish("1");

        InvokeOutcome outcome =
                fixture.host()
                        .invoke(
                                new FunctionRef(HELLO, null),
                                HostFixture.OWNER,
                                new Invocation("r", new byte[6 * 1024 * 1024 + 1], null, null))
                        .toCompletableFuture()
                        .join();

        assertThat(outcome).isEqualTo(new InvokeOutcome.TooLarge(6291456));
    }

    @Test
    void processSeesTheVariablesThatAwsDocuments() throws Exception {
        fixture.publish("1");
        var _ = fixture.invoke("r-1");
        FakeProcess process = fixture.sandbox().process();
        Map<String, String> variables = process.launch().variables();

        assertThat(variables)
                .containsEntry("AWS_LAMBDA_FUNCTION_NAME", "hello")
                .containsEntry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
                .containsEntry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128")
                .containsEntry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/hello")
                .containsEntry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")
                .containsEntry("AWS_EXECUTION_ENV", "AWS_Lambda_nodejs22.x")
                .containsEntry("AWS_REGION", "eu-west-1")
                .containsEntry("AWS_ACCESS_KEY_ID", "AKID")
                .containsEntry("AWS_ENDPOINT_URL", "http://127.0.0.1:4566")
                .containsEntry("_HANDLER", "index.handler")
                .containsEntry("TZ", ":UTC")
                .containsEntry("COLOUR", "blue")
                .doesNotContainKey("HOME");
        assertThat(variables.get("AWS_LAMBDA_LOG_STREAM_NAME"))
                .matches("2026/01/31/\\[\\$LATEST\\][0-9a-f]{32}");
        assertThat(variables.get("AWS_LAMBDA_RUNTIME_API")).matches("127.0.0.1:9/[0-9a-f]{32}");
        process.next().join();
        process.respond("r-1", "1");
    }

    @Test
    void machineThatCannotStartTheFunctionSaysWhy() {
        fixture.sandbox().refuse("no node here");
        fixture.publish("1");

        assertThat(fixture.invoke("r-1").orTimeout(10, TimeUnit.SECONDS).join())
                .isEqualTo(new InvokeOutcome.Unavailable("no node here"));
    }

    @Test
    void closedHostIsUnavailableAndRemovedFunctionNotFound() throws Exception {
        fixture.publish("1");
        CompletableFuture<InvokeOutcome> waiting = fixture.invoke("r-1");
        fixture.sandbox().process();

        fixture.host().remove(HELLO);

        assertThat(waiting.join()).isEqualTo(new InvokeOutcome.NotFound(HELLO.arn()));
        fixture.host().publish(HostFixture.function(HELLO, "2", OptionalInt.empty()));
        fixture.host().close();
        Await.until("the end", () -> fixture.host().environments() == 0);
        assertThat(fixture.invoke("r-2").join())
                .isEqualTo(new InvokeOutcome.Unavailable("the server is shutting down"));
    }
}

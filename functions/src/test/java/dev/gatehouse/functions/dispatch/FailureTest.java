package dev.gatehouse.functions.dispatch;

import static dev.gatehouse.functions.fake.FakeProcess.requestId;
import static dev.gatehouse.functions.fake.HostFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.functions.fake.Await;
import dev.gatehouse.functions.fake.FakeProcess;
import dev.gatehouse.functions.fake.HostFixture;
import dev.gatehouse.functions.host.InvokeOutcome;
import dev.gatehouse.functions.sandbox.Exit;
import dev.gatehouse.http.message.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller gets, and what is left, when a function fails in one of many ways. */
class FailureTest {
    private final HostFixture fixture = new HostFixture();

    @AfterEach
    void nothingIsLeft() {
        fixture.close();
    }

    private FakeProcess busy(String requestId) throws InterruptedException {
        FakeProcess process = fixture.sandbox().process();
        assertThat(requestId(process.next().join())).isEqualTo(requestId);
        return process;
    }

    @Test
    void reportedErrorGoesThroughUntouchedAndTheEnvironmentLivesOn() throws Exception {
        fixture.publish("1");
        CompletableFuture<InvokeOutcome> outcome = fixture.invoke("r-1");
        FakeProcess process = busy("r-1");

        process.fail("r-1", "{\"errorMessage\":\"no\",\"errorType\":\"Error\"}");

        assertThat(text(outcome))
                .isEqualTo("failed {\"errorMessage\":\"no\",\"errorType\":\"Error\"}");
        CompletableFuture<Response> poll = process.next();
        var _ = fixture.invoke("r-2");
        assertThat(requestId(poll.join())).isEqualTo("r-2");
        process.respond("r-2", "2");
    }

    @Test
    void functionThatTakesTooLongIsKilledAtItsTimeoutAndReplaced() throws Exception {
        fixture.publish("1");
        CompletableFuture<InvokeOutcome> outcome = fixture.invoke("r-1");
        FakeProcess process = busy("r-1");

        fixture.timer().advance(Duration.ofMillis(2999));
        assertThat(outcome).isNotDone();
        fixture.timer().advance(Duration.ofMillis(2));

        assertThat(text(outcome))
                .isEqualTo(
                        "failed {\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId:"
                                + " r-1 Error: Task timed out after 3.00 seconds\"}");
        Await.until("the process ends", process::ended);
        Await.until(
                "a late answer is nobody's", () -> process.respond("r-1", "late").status() == 403);
        CompletableFuture<InvokeOutcome> second = fixture.invoke("r-2");
        busy("r-2").respond("r-2", "2");
        assertThat(text(second)).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource({
        "0, Runtime exited without providing a reason",
        "127, Runtime exited with error: exit status 127",
    })
    void processThatExitsFailsItsInvocation(int status, String reason) throws Exception {
        fixture.publish("1");
        CompletableFuture<InvokeOutcome> outcome = fixture.invoke("r-1");

        busy("r-1").end(new Exit.Code(status));

        assertThat(text(outcome))
                .isEqualTo(
                        "failed {\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId:"
                                + " r-1 Error: "
                                + reason
                                + "\"}");
    }

    @Test
    void signalsAndMemoryAreNamed() throws Exception {
        fixture.publish("1");
        CompletableFuture<InvokeOutcome> killed = fixture.invoke("r-1");
        busy("r-1").end(new Exit.Signal(11));
        assertThat(text(killed)).contains("Runtime exited with error: signal: segmentation fault");

        CompletableFuture<InvokeOutcome> starved = fixture.invoke("r-2");
        busy("r-2").end(new Exit.OutOfMemory());

        assertThat(text(starved))
                .contains("\"Runtime.OutOfMemory\"", "Runtime exited with error: signal: killed");
    }

    @Test
    void failedInitialisationIsRepeatedOnceForTheWaitingInvocation() throws Exception {
        fixture.publish("1");
        CompletableFuture<InvokeOutcome> outcome = fixture.invoke("r-1");
        FakeProcess first = fixture.sandbox().process();
        first.failInit("{\"errorType\":\"First\"}");
        first.end(new Exit.Code(1));
        FakeProcess second = fixture.sandbox().process();

        second.failInit("{\"errorType\":\"Second\"}");
        second.end(new Exit.Code(1));

        assertThat(text(outcome)).isEqualTo("failed {\"errorType\":\"Second\"}");
        assertThat(fixture.sandbox().all()).hasSize(2);
    }

    @Test
    void initialisationThatSucceedsAtTheSecondAttemptServesTheInvocation() throws Exception {
        fixture.publish("1");
        CompletableFuture<InvokeOutcome> outcome = fixture.invoke("r-1");
        fixture.sandbox().process().end(new Exit.Code(1));
        FakeProcess second = fixture.sandbox().process();

        assertThat(requestId(second.next().join())).isEqualTo("r-1");
        second.respond("r-1", "1");

        assertThat(text(outcome)).isEqualTo("1");
    }

    @Test
    void initialisationOverTenSecondsIsRepeatedUnderTheFunctionsTimeout() throws Exception {
        fixture.publish("1");
        CompletableFuture<InvokeOutcome> outcome = fixture.invoke("r-1");
        FakeProcess first = fixture.sandbox().process();
        fixture.timer().advance(Duration.ofMillis(10_001));
        Await.until("the process ends", first::ended);
        fixture.sandbox().process();

        fixture.timer().advance(Duration.ofMillis(3_001));

        assertThat(text(outcome)).contains("Task timed out after 3.00 seconds");
    }

    @Test
    void processThatExitsTwiceBeforeItAsksFailsTheInvocation() throws Exception {
        fixture.publish("1");
        CompletableFuture<InvokeOutcome> outcome = fixture.invoke("r-1");
        fixture.sandbox().process().end(new Exit.Code(1));
        fixture.sandbox().process().end(new Exit.Code(1));

        assertThat(text(outcome)).contains("Runtime exited with error: exit status 1");
    }

    @Test
    void functionThatAlwaysCrashesFailsEachInvocationOnItsOwn() throws Exception {
        fixture.publish("1");
        fixture.sandbox().script(process -> process.end(new Exit.Code(3)));

        for (int i = 0; i < 50; i++) {
            assertThat(text(fixture.invoke("r-" + i))).contains("exit status 3");
        }

        assertThat(fixture.sandbox().all()).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void answerAboveTheLimitFailsTheInvocationAndNotTheEnvironment() throws Exception {
        fixture.publish("1");
        CompletableFuture<InvokeOutcome> outcome = fixture.invoke("r-1");
        FakeProcess process = busy("r-1");

        Response refused = process.respond("r-1", "x".repeat(6291557));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(FakeProcess.text(refused)).contains("RequestEntityTooLarge");
        assertThat(text(outcome))
                .contains("Function.ResponseSizeTooLarge")
                .contains(
                        "Response payload size exceeded maximum allowed payload size (6291556"
                                + " bytes).");
        CompletableFuture<Response> poll = process.next();
        var _ = fixture.invoke("r-2");
        assertThat(requestId(poll.join())).isEqualTo("r-2");
        process.respond("r-2", "2");
    }

    @Test
    void errorAboveTheLimitFailsTheInvocationToo() throws Exception {
        fixture.publish("1");
        CompletableFuture<InvokeOutcome> outcome = fixture.invoke("r-1");

        Response refused = busy("r-1").fail("r-1", "x".repeat(6291557));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(text(outcome)).contains("Function.ResponseSizeTooLarge");
    }

    @Test
    void callsInTheWrongStateOrForTheWrongRequestAreRefused() throws Exception {
        fixture.publish("1");
        var _ = fixture.invoke("r-1");
        FakeProcess process = busy("r-1");

        Response wrongId = process.respond("r-2", "x");
        assertThat(wrongId.status()).isEqualTo(400);
        assertThat(FakeProcess.text(wrongId)).contains("\"errorType\":\"InvalidRequestID\"");
        Response again = process.next().join();
        assertThat(again.status()).isEqualTo(403);
        assertThat(FakeProcess.text(again)).contains("\"errorType\":\"InvalidStateTransition\"");
        assertThat(process.failInit("{}").status()).isEqualTo(403);
        assertThat(process.respond("r-1", "1").status()).isEqualTo(202);
        assertThat(process.respond("r-1", "1").status()).isEqualTo(403);
        assertThat(process.call("GET", "nonsense", "").join().status()).isEqualTo(404);
        CompletableFuture<Response> older = process.next();
        var _ = process.next();
        assertThat(older.join().status()).isEqualTo(403);
    }
}

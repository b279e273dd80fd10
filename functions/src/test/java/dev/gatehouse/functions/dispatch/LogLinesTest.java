package dev.gatehouse.functions.dispatch;

import static dev.gatehouse.functions.fake.FakeProcess.requestId;
import static dev.gatehouse.functions.fake.HostFixture.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.functions.fake.Await;
import dev.gatehouse.functions.fake.FakeProcess;
import dev.gatehouse.functions.fake.HostFixture;
import dev.gatehouse.functions.host.InvokeOutcome;
import dev.gatehouse.functions.sandbox.Exit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Platform lines and a function's own, AWS docs: Lambda, "Viewing CloudWatch logs". */
class LogLinesTest {
    private final HostFixture fixture = new HostFixture();

    @AfterEach
    void nothingIsLeft() {
        fixture.close();
    }

    /**
     * A byte that the reader has just taken is in no line yet, so a test settles its output first.
     */
    private void awaitLine(String line) {
        Await.until(line + " is in the log", () -> fixture.log().lines().contains(line));
    }

    private static String tail(CompletableFuture<InvokeOutcome> outcome) {
        return switch (outcome.join()) {
            case InvokeOutcome.Succeeded(_, InvokeOutcome.Execution execution) ->
                    new String(execution.logTail(), StandardCharsets.UTF_8);
            case InvokeOutcome other -> throw new AssertionError(other.toString());
        };
    }

    @Test
    void functionsLinesStandBetweenStartAndEnd() throws Exception {
        fixture.publish("1");
        CompletableFuture<InvokeOutcome> outcome = fixture.invoke(HELLO, null, "r-1", true);
        FakeProcess process = fixture.sandbox().process();
        process.print("loading\n");
        awaitLine("loading");
        fixture.timer().advance(Duration.ofMillis(100));
        process.next().join();
        process.print("one\ntwo");
        awaitLine("one");
        fixture.timer().advance(Duration.ofNanos(2_045_000));
        process.respond("r-1", "1");

        assertThat(tail(outcome))
                .isEqualTo(
                        "START RequestId: r-1 Version: $LATEST\n"
                                + "one\n"
                                + "two\n"
                                + "END RequestId: r-1\n"
                                + "REPORT RequestId: r-1\tDuration: 2.05 ms\tBilled Duration: 3"
                                + " ms\tMemory Size: 128 MB\tMax Memory Used: 37 MB\tInit Duration:"
                                + " 100.00 ms\t\n");
        Await.until("the log arrives", () -> fixture.log().lines().size() == 7);
        assertThat(fixture.log().lines())
                .startsWith(
                        "INIT_START Runtime Version: nodejs22.x",
                        "loading",
                        "START RequestId: r-1 Version: $LATEST");
        assertThat(fixture.log().streams()).hasSize(1);
    }

    @Test
    void warmInvocationHasNoInitDuration() throws Exception {
        fixture.publish("1");
        var _ = fixture.invoke(HELLO, null, "r-1", true);
        FakeProcess process = fixture.sandbox().process();
        process.next().join();
        process.respond("r-1", "1");
        var _ = process.next();
        CompletableFuture<InvokeOutcome> second = fixture.invoke(HELLO, null, "r-2", true);
        process.respond("r-2", "2");

        assertThat(tail(second)).contains("REPORT RequestId: r-2").doesNotContain("Init Duration");
    }

    @Test
    void tailIsTheLastFourKilobytes() throws Exception {
        fixture.publish("1");
        CompletableFuture<InvokeOutcome> outcome = fixture.invoke(HELLO, null, "r-1", true);
        FakeProcess process = fixture.sandbox().process();
        process.next().join();
        for (int i = 0; i < 1000; i++) {
            process.print("line " + i + "\n");
        }
        process.respond("r-1", "1");

        assertThat(tail(outcome)).hasSize(4096).contains("line 999\nEND RequestId: r-1\n");
    }

    @Test
    void timeoutsAndCrashesStandInTheReport() throws Exception {
        fixture.publish("1");
        var _ = fixture.invoke("r-1");
        fixture.sandbox().process().next().join();
        fixture.timer().advance(Duration.ofMillis(3_001));
        var _ = fixture.invoke("r-2");
        FakeProcess second = fixture.sandbox().process();
        assertThat(requestId(second.next().join())).isEqualTo("r-2");
        second.end(new Exit.Code(1));

        Await.until(
                "both reports",
                () ->
                        fixture.log().lines().stream().filter(l -> l.startsWith("REPORT")).count()
                                == 2);
        assertThat(fixture.log().lines())
                .anyMatch(line -> line.endsWith("r-1 Task timed out after 3.00 seconds"))
                .anyMatch(line ->
                        line.startsWith("REPORT RequestId: r-1\tDuration: 3000.00 ms")
                                && line.endsWith("\tStatus: timeout"))
                .anyMatch(line -> line.endsWith("Status: error\tError Type: Runtime.ExitError"));
    }

    @Test
    void failedInitialisationIsReportedAndItsRepetitionKeepsTheStream() throws Exception {
        fixture.publish("1");
        var _ = fixture.invoke("r-1");
        fixture.sandbox().process().end(new Exit.Code(1));
        fixture.sandbox().process().end(new Exit.Code(1));

        Await.until(
                "the report",
                () -> fixture.log().lines().stream().anyMatch(l -> l.startsWith("REPORT")));
        assertThat(fixture.log().lines())
                .anyMatch(line ->
                        line.endsWith("Phase: init\tStatus: error\tError Type: Runtime.ExitError"));
        assertThat(fixture.log().streams()).hasSize(1);
    }
}

package dev.gatehouse.functions.dispatch;

import static dev.gatehouse.functions.fake.FakeProcess.requestId;
import static dev.gatehouse.functions.fake.HostFixture.HELLO;
import static dev.gatehouse.functions.fake.HostFixture.text;
import static dev.gatehouse.functions.fake.HostFixture.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.functions.fake.Await;
import dev.gatehouse.functions.fake.FakeProcess;
import dev.gatehouse.functions.fake.HostFixture;
import dev.gatehouse.functions.host.InvokeOutcome;
import dev.gatehouse.functions.host.LiveAlias;
import dev.gatehouse.functions.host.LiveFunction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** New revisions, versions and aliases under invocations in flight. */
class ReplacementTest {
    private final HostFixture fixture = new HostFixture();

    @AfterEach
    void nothingIsLeft() {
        fixture.close();
    }

    /** Answers every invocation with the revision that the process was started for. */
    private static void echoRevision(FakeProcess process) {
        var _ =
                process.next()
                        .thenAcceptAsync(work -> {
                            if (work.status() == 200) {
                                process.respond(
                                        requestId(work), process.launch().version().revision());
                                echoRevision(process);
                            }
                        });
    }

    @Test
    void invocationInFlightFinishesInTheOldRevisionWhichThenGoes() throws Exception {
        fixture.publish("1");
        CompletableFuture<InvokeOutcome> inFlight = fixture.invoke("r-1");
        FakeProcess old = fixture.sandbox().process();
        old.next().join();

        fixture.publish("2");
        CompletableFuture<InvokeOutcome> after = fixture.invoke("r-2");
        FakeProcess fresh = fixture.sandbox().process();
        assertThat(requestId(fresh.next().join())).isEqualTo("r-2");
        fresh.respond("r-2", "new");
        old.respond("r-1", "old");
        var _ = old.next();

        assertThat(text(inFlight)).isEqualTo("old");
        assertThat(text(after)).isEqualTo("new");
        Await.until("the process ends", old::ended);
        assertThat(fresh.ended()).isFalse();
    }

    @Test
    void invocationThatWaitsMovesToTheNewRevision() throws Exception {
        fixture.publish("1");
        CompletableFuture<InvokeOutcome> waiting = fixture.invoke("r-1");
        FakeProcess old = fixture.sandbox().process();

        fixture.publish("2");
        FakeProcess fresh = fixture.sandbox().process();
        assertThat(requestId(fresh.next().join())).isEqualTo("r-1");
        fresh.respond("r-1", "new");

        assertThat(text(waiting)).isEqualTo("new");
        Await.until("the old process ends", old::ended);
    }

    @Test
    void sameRevisionKeepsItsEnvironments() throws Exception {
        fixture.publish("1");
        var _ = fixture.invoke("r-1");
        FakeProcess process = fixture.sandbox().process();
        process.next().join();
        process.respond("r-1", "1");
        var _ = process.next();

        fixture.publish("1");

        assertThat(process.ended()).isFalse();
        var _ = fixture.invoke("r-2");
        process.respond("r-2", "2");
    }

    @Test
    void noCallFailsWhileRevisionsReplaceEachOther() {
        fixture.sandbox().script(ReplacementTest::echoRevision);
        fixture.publish("0");
        List<CompletableFuture<InvokeOutcome>> outcomes = new ArrayList<>();

        for (int revision = 1; revision <= 50; revision++) {
            for (int i = 0; i < 10; i++) {
                outcomes.add(fixture.invoke("r-" + revision + "-" + i));
            }
            fixture.publish(Integer.toString(revision));
        }

        assertThat(outcomes).allSatisfy(outcome -> assertThat(text(outcome)).matches("\\d+"));
        assertThat(text(fixture.invoke("last"))).isEqualTo("50");
        Await.until(
                "only the last revision is left",
                () ->
                        fixture.sandbox().all().stream()
                                .filter(process -> !process.ended())
                                .allMatch(process ->
                                        process.launch().version().revision().equals("50")));
    }

    @Test
    void aliasLeadsToItsVersionsByWeight() {
        fixture.sandbox().script(ReplacementTest::echoRevision);
        fixture.host()
                .publish(
                        new LiveFunction(
                                HELLO,
                                Map.of(
                                        "$LATEST", version(HELLO, "$LATEST", "latest"),
                                        "1", version(HELLO, "1", "one"),
                                        "2", version(HELLO, "2", "two")),
                                Map.of(
                                        "live", new LiveAlias("1", Map.of("2", 0.5)),
                                        "stable", new LiveAlias("1", Map.of())),
                                Map.of(),
                                OptionalInt.empty()));

        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            seen.add(text(fixture.invoke(HELLO, "live", "r-" + i, false)));
            assertThat(text(fixture.invoke(HELLO, "stable", "s-" + i, false))).isEqualTo("one");
        }

        assertThat(seen).containsExactlyInAnyOrder("one", "two");
        assertThat(text(fixture.invoke(HELLO, null, "l", false))).isEqualTo("latest");
    }
}

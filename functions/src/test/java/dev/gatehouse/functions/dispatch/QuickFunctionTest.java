package dev.gatehouse.functions.dispatch;

import static dev.gatehouse.functions.fake.FakeProcess.requestId;
import static dev.gatehouse.functions.fake.HostFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.functions.fake.FakeProcess;
import dev.gatehouse.functions.fake.HostFixture;
import dev.gatehouse.functions.host.InvokeOutcome;
import dev.gatehouse.http.message.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who does what, where an invocation takes less time than waking a process. */
class QuickFunctionTest {
    private static final Duration DOUBTED = Duration.ofMillis(45);

    private final HostFixture fixture = new HostFixture();

    /** An environment that waits for work. */
    private record Waiting(FakeProcess process, CompletableFuture<Response> work) {
        String takes() {
            return requestId(work.join());
        }
    }

    /** In the order in which they became idle: the latest works first. */
    private record Pair(Waiting first, Waiting latest) {}

    @AfterEach
    void nothingIsLeft() {
        fixture.close();
    }

    /** Two environments have answered, after so long, and are idle. */
    private Pair twoIdleAfter(Duration invocation) throws InterruptedException {
        fixture.publish("1");
        var a = fixture.invoke("a");
        var b = fixture.invoke("b");
        FakeProcess one = fixture.sandbox().process();
        FakeProcess other = fixture.sandbox().process();
        String first = requestId(one.next().join());
        String second = requestId(other.next().join());
        fixture.timer().advance(invocation);
        one.respond(first, "1");
        other.respond(second, "1");
        a.join();
        b.join();
        return new Pair(new Waiting(one, one.next()), new Waiting(other, other.next()));
    }

    private CompletableFuture<InvokeOutcome> byAnotherLoop(String requestId)
            throws InterruptedException {
        AtomicReference<CompletableFuture<InvokeOutcome>> outcome = new AtomicReference<>();
        Thread loop = Thread.ofPlatform().start(() -> outcome.set(fixture.invoke(requestId)));
        loop.join();
        return outcome.get();
    }

    @Test
    void invocationWaitsForTheEnvironmentAtWorkAlthoughAnotherIsIdle() throws Exception {
        Pair idle = twoIdleAfter(Duration.ZERO);
        var c = fixture.invoke("c");
        var d = fixture.invoke("d");
        assertThat(idle.latest().takes()).isEqualTo("c");
        assertThat(idle.first().work()).isNotDone();

        idle.latest().process().respond("c", "1");
        assertThat(requestId(idle.latest().process().next().join())).isEqualTo("d");
        idle.latest().process().respond("d", "2");

        assertThat(text(c)).isEqualTo("1");
        assertThat(text(d)).isEqualTo("2");
    }

    @Test
    void idleEnvironmentTakesOverFromOneThatIsSlowForOnce() throws Exception {
        Pair idle = twoIdleAfter(Duration.ZERO);
        var slow = fixture.invoke("slow");
        var d = fixture.invoke("d");
        fixture.timer().advance(DOUBTED);

        assertThat(idle.first().takes()).isEqualTo("d");
        idle.first().process().respond("d", "2");
        assertThat(text(d)).isEqualTo("2");
        assertThat(slow).isNotDone();
        idle.latest().process().respond("slow", "1");
        assertThat(fixture.sandbox().all()).hasSize(2);
    }

    @Test
    void callerOfAnotherLoopIsServedByWhatIsIdle() throws Exception {
        Pair idle = twoIdleAfter(Duration.ZERO);
        var c = fixture.invoke("c");
        var d = byAnotherLoop("d");
        assertThat(idle.latest().takes()).isEqualTo("c");
        assertThat(idle.first().takes()).isEqualTo("d");

        idle.latest().process().respond("c", "1");
        idle.first().process().respond("d", "2");
        assertThat(text(c)).isEqualTo("1");
        assertThat(text(d)).isEqualTo("2");
    }

    @Test
    void whoHasWaitedLongestIsServedFirstWhicheverWayItCame() throws Exception {
        Pair idle = twoIdleAfter(Duration.ZERO);
        FakeProcess latest = idle.latest().process();
        FakeProcess first = idle.first().process();
        var c = fixture.invoke("c");
        var d = byAnotherLoop("d");
        var e = byAnotherLoop("e");
        var f = fixture.invoke("f");
        latest.respond(idle.latest().takes(), "1");
        assertThat(requestId(latest.next().join())).isEqualTo("e");
        first.respond(idle.first().takes(), "2");
        assertThat(first.next()).as("what is at work near the caller will do it").isNotDone();
        latest.respond("e", "3");
        assertThat(requestId(latest.next().join())).isEqualTo("f");
        latest.respond("f", "4");

        assertThat(text(c) + text(d) + text(e) + text(f)).isEqualTo("1234");
    }

    @Test
    void whatHasBeenAtWorkForLongIsNotWaitedFor() throws Exception {
        Pair idle = twoIdleAfter(Duration.ZERO);
        var slow = fixture.invoke("slow");
        fixture.timer().advance(Duration.ofMillis(11));
        var d = fixture.invoke("d");

        assertThat(idle.first().takes()).isEqualTo("d");
        idle.first().process().respond("d", "2");
        assertThat(text(d)).isEqualTo("2");
        idle.latest().process().respond("slow", "1");
        assertThat(text(slow)).isEqualTo("1");
    }

    @Test
    void slowerFunctionUsesWhatIsIdle() throws Exception {
        Pair idle = twoIdleAfter(Duration.ofMillis(2));
        CompletableFuture<InvokeOutcome> c = fixture.invoke("c");
        CompletableFuture<InvokeOutcome> d = fixture.invoke("d");

        assertThat(idle.latest().takes()).isEqualTo("c");
        assertThat(idle.first().takes()).isEqualTo("d");
        idle.latest().process().respond("c", "1");
        idle.first().process().respond("d", "2");
        assertThat(text(c)).isEqualTo("1");
        assertThat(text(d)).isEqualTo("2");
    }
}

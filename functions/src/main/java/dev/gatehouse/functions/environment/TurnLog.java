package dev.gatehouse.functions.environment;

import dev.gatehouse.functions.environment.EnvironmentState.Assignment;
import dev.gatehouse.functions.host.FunctionVersion;
import dev.gatehouse.functions.host.InvokeOutcome;
import dev.gatehouse.functions.host.TraceHeader;
import dev.gatehouse.functions.log.EnvironmentLog;
import dev.gatehouse.functions.log.PlatformLines;
import dev.gatehouse.functions.runtimeapi.Work;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;

/**
 * What an environment's work looks like from outside: writes the lines around an invocation, hands
 * it to the runtime and gives its caller the outcome.
 */
final class TurnLog {
    private static final byte[] NO_TAIL = {};

    private final FunctionVersion version;
    private final EnvironmentLog log;
    private final Vitals vitals;
    private final Timer timer;
    private final InstantSource clock;
    private volatile boolean begun;

    TurnLog(
            FunctionVersion version,
            EnvironmentLog log,
            Vitals vitals,
            Timer timer,
            InstantSource clock) {
        this.version = version;
        this.log = log;
        this.vitals = vitals;
        this.timer = timer;
        this.clock = clock;
    }

    /** The first invocation begins after what initialisation wrote. */
    void begin(Turn turn) {
        Runnable start = () -> start(turn);
        if (begun) {
            log.afterActions(start);
        } else {
            begun = true;
            log.afterOutput(start);
        }
    }

    /** The invocation begins before initialisation is repeated for it. */
    void beginWithInit(Turn turn) {
        begun = true;
        start(turn);
    }

    private void start(Turn turn) {
        log.begin(turn.requestId(), version.version(), turn.invocation().tail());
    }

    void initStart() {
        log.line(PlatformLines.initStart(version.runtime()));
    }

    void initFailed(InitFailure failure) {
        long nanos = timer.nanoTime() - vitals.born();
        log.afterOutput(() -> log.line(PlatformLines.initReport(nanos, "init", failure.status())));
    }

    /**
     * @param left how much time it has, in nanoseconds
     */
    Work work(Turn turn, long left) {
        long wall = clock.millis();
        return new Work(
                turn.requestId(),
                wall + left / 1_000_000,
                turn.function().arn(),
                TraceHeader.of(turn.invocation().traceHeader(), wall),
                turn.invocation().clientContext(),
                turn.invocation().payload());
    }

    void timeOut(Assignment assignment) {
        Turn turn = assignment.turn();
        Ending ending = Ending.timedOut(turn.requestId(), version, clock.instant());
        long nanos = Duration.ofSeconds(version.timeoutSeconds()).toNanos();
        end(turn, ending, vitals.usage(nanos, timer.nanoTime()));
    }

    void end(Assignment assignment, Ending ending) {
        end(assignment, ending, timer.nanoTime());
    }

    void end(Assignment assignment, Ending ending, long now) {
        end(assignment.turn(), ending, vitals.usage(now - assignment.begun(), now));
    }

    /**
     * A caller that wants the tail waits until everything that the function wrote is in it; every
     * other gets the outcome before the log is written.
     */
    private void end(Turn turn, Ending ending, Usage usage) {
        if (turn.invocation().tail()) {
            log.afterOutput(() -> {
                writeEnd(turn, ending, usage);
                turn.settle(outcome(ending, log.tail()));
            });
        } else {
            turn.settle(outcome(ending, NO_TAIL));
            log.afterOutput(() -> writeEnd(turn, ending, usage));
        }
    }

    private void writeEnd(Turn turn, Ending ending, Usage usage) {
        log.end(
                ending.lines(),
                new PlatformLines.Report(
                        turn.requestId(),
                        usage.nanos,
                        version.memoryMb(),
                        usage.memoryMb,
                        usage.initNanos,
                        ending.status()));
    }

    private InvokeOutcome outcome(Ending ending, byte[] tail) {
        InvokeOutcome.Execution execution = new InvokeOutcome.Execution(version.version(), tail);
        return ending.failed()
                ? new InvokeOutcome.Failed(ending.payload(), execution)
                : new InvokeOutcome.Succeeded(ending.payload(), execution);
    }

    /**
     * What an invocation used.
     *
     * @param memoryMb the most memory that its environment has had so far
     * @param initNanos present for the first invocation of its environment
     */
    record Usage(long nanos, long memoryMb, OptionalLong initNanos) {}
}

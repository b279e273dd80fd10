package dev.gatehouse.functions.environment;

import dev.gatehouse.functions.environment.EnvironmentState.Assignment;
import dev.gatehouse.functions.environment.EnvironmentState.Away;
import dev.gatehouse.functions.environment.EnvironmentState.Busy;
import dev.gatehouse.functions.environment.EnvironmentState.Dead;
import dev.gatehouse.functions.environment.EnvironmentState.Idle;
import dev.gatehouse.functions.environment.EnvironmentState.Starting;
import dev.gatehouse.functions.environment.EnvironmentState.Stopping;
import dev.gatehouse.functions.host.FunctionVersion;
import dev.gatehouse.functions.host.InvokeOutcome;
import dev.gatehouse.functions.log.EnvironmentLog;
import dev.gatehouse.functions.runtimeapi.Poll;
import dev.gatehouse.functions.runtimeapi.Reply;
import dev.gatehouse.functions.runtimeapi.RuntimeSession;
import dev.gatehouse.functions.sandbox.Exit;
import dev.gatehouse.functions.sandbox.SandboxProcess;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One process that serves one invocation at a time. Its state is a single value, replaced by
 * compare-and-set: whoever wins a transition does what follows from it, so an answer, a time-out
 * and a crash that come together have one outcome.
 */
public final class Environment implements RuntimeSession {
    private static final Duration REPOLL = Duration.ofSeconds(10);

    private final FunctionVersion version;
    private final EnvironmentOwner owner;
    private final EnvironmentLimits limits;
    private final EnvironmentLog log;
    private final TurnLog turns;
    private final Vitals vitals;
    private final Laps laps = new Laps();
    private final Timer timer;
    private final AtomicReference<EnvironmentState> state;
    private volatile Thread loop = Thread.currentThread();

    /** What an environment stands on. */
    public record Ground(
            EnvironmentOwner owner, EnvironmentLimits limits, Timer timer, InstantSource clock) {}

    /**
     * @param first the invocation for which a failed initialisation is repeated, if any
     */
    public Environment(
            FunctionVersion version, Ground ground, EnvironmentLog log, @Nullable Turn first) {
        this.version = version;
        this.owner = ground.owner;
        this.limits = ground.limits;
        this.timer = ground.timer;
        this.log = log;
        long now = timer.nanoTime();
        this.vitals = new Vitals(now);
        this.turns = new TurnLog(version, log, vitals, timer, ground.clock);
        this.state = new AtomicReference<>(starting(first, now));
    }

    private Starting starting(@Nullable Turn first, long now) {
        if (first == null) {
            turns.initStart();
            return new Starting(null, now + limits.init().toNanos());
        }
        turns.beginWithInit(first);
        return new Starting(new Assignment(first, now), deadline(now));
    }

    public FunctionVersion version() {
        return version;
    }

    public EnvironmentLog log() {
        return log;
    }

    /** Whether it is too old to be given more work. */
    public boolean outlived(long now) {
        return now - vitals.born() > limits.life().toNanos();
    }

    /** Its process was started. */
    public void attach(SandboxProcess process) {
        vitals.attach(process);
        log.follow(process.output());
        if (state.get() instanceof Stopping) {
            process.kill();
        }
        process.exit().thenAccept(this::exited);
    }

    /**
     * The event loop that its runtime was last connected to; that of the caller while there was
     * none.
     */
    public Thread loop() {
        return loop;
    }

    /** The process that it runs in, while it has one. */
    public OptionalLong process() {
        return vitals.pid();
    }

    /** Its process could not be started. */
    public void refused(String reason) {
        if (state.getAndSet(new Dead()) instanceof Starting(Assignment first, _)) {
            if (first == null) {
                owner.refused(this, reason);
            } else {
                first.turn().settle(new InvokeOutcome.Unavailable(reason));
            }
        }
        over();
    }

    /** The function brings no program that could be started: that is its own failure. */
    public void withoutEntrypoint(String reason) {
        if (state.getAndSet(new Dead()) instanceof Starting(Assignment first, _)) {
            if (first == null) {
                failInit(InitFailure.of("Runtime.InvalidEntrypoint"));
            } else {
                turns.end(first, Ending.invalidEntrypoint(first.turn().requestId(), reason));
            }
        }
        over();
    }

    private void over() {
        log.close();
        owner.ended(this);
    }

    private void exited(Exit exit) {
        switch (state.getAndSet(new Dead())) {
            case Starting(Assignment first, _) when first != null ->
                    turns.end(first, ended(first, exit));
            case Starting _ -> failInit(InitFailure.of(Ending.errorType(exit)));
            case Busy(Assignment assignment, _) -> turns.end(assignment, ended(assignment, exit));
            case Idle(Poll poll, _) -> poll.refuse(wrongState(new Dead(), "Ready"));
            case Away _, Stopping _, Dead _ -> {}
        }
        owner.ended(this);
    }

    /** Gives it an invocation; false when it is not idle any more. */
    public boolean assign(Turn turn, long now) {
        Assignment assignment = new Assignment(turn, now);
        while (state.get() instanceof Idle idle) {
            if (state.compareAndSet(idle, new Busy(assignment, deadline(now)))) {
                turns.begin(turn);
                idle.poll().deliver(turns.work(turn, deadline(now) - now));
                return true;
            }
        }
        return false;
    }

    /** Ends it unless an invocation is in it. */
    public void stop() {
        while (true) {
            EnvironmentState now = state.get();
            boolean free =
                    switch (now) {
                        case Starting(Assignment first, _) -> first == null;
                        case Idle _, Away _ -> true;
                        case Busy _, Stopping _, Dead _ -> false;
                    };
            if (!free) {
                return;
            }
            if (state.compareAndSet(now, stopping())) {
                vitals.terminate();
                return;
            }
        }
    }

    /** Ends it at once, whatever it is doing. */
    public void kill() {
        vitals.kill();
    }

    @Override
    public void next(Poll poll) {
        loop = Thread.currentThread();
        while (true) {
            EnvironmentState now = state.get();
            boolean done =
                    switch (now) {
                        case Starting(Assignment first, _) when first != null ->
                                resume(now, first, poll);
                        case Starting _, Idle _, Away _ -> await(now, poll);
                        case Busy _ -> {
                            poll.refuse(wrongState(now, "Ready"));
                            yield true;
                        }
                        // The process is to end, which closes the connection.
                        case Stopping _, Dead _ -> true;
                    };
            if (done) {
                return;
            }
        }
    }

    /** Initialisation succeeded at the second attempt: on with the invocation that waits for it. */
    private boolean resume(EnvironmentState from, Assignment first, Poll poll) {
        if (!state.compareAndSet(from, new Busy(first, from.until()))) {
            return false;
        }
        owner.resumed(this);
        poll.deliver(turns.work(first.turn(), from.until() - timer.nanoTime()));
        return true;
    }

    private boolean await(EnvironmentState from, Poll poll) {
        long now = timer.nanoTime();
        if (!state.compareAndSet(from, new Idle(poll, now + limits.idle().toNanos()))) {
            return false;
        }
        if (from instanceof Starting) {
            vitals.initialised(now);
        }
        if (from instanceof Idle(Poll earlier, _)) {
            earlier.refuse(wrongState(from, "Ready"));
        } else {
            owner.idle(this, now);
        }
        return true;
    }

    @Override
    public void lost(Poll poll) {
        EnvironmentState now = state.get();
        if (now instanceof Idle idle
                && idle.poll() == poll
                && state.compareAndSet(idle, new Away("", timer.nanoTime() + REPOLL.toNanos()))) {
            owner.lost(this);
        }
    }

    @Override
    public Reply response(String requestId, byte[] payload) {
        return answer(requestId, Ending.succeeded(payload));
    }

    @Override
    public Reply responseTooLarge(String requestId) {
        return answer(requestId, Ending.tooLarge());
    }

    @Override
    public Reply error(String requestId, byte[] error) {
        return answer(requestId, Ending.reported(error));
    }

    private Reply answer(String requestId, Ending ending) {
        EnvironmentState now = state.get();
        if (now instanceof Away(String answered, _) && answered.equals(requestId)) {
            return wrongState(now, "InvocationResponse");
        }
        if (!(now instanceof Busy(Assignment assignment, long until))
                || !assignment.turn().requestId().equals(requestId)) {
            return new Reply.WrongRequest();
        }
        if (!state.compareAndSet(now, new Away(requestId, until))) {
            return wrongState(state.get(), "InvocationResponse");
        }
        long over = timer.nanoTime();
        owner.answered(this, over - assignment.begun(), over);
        if (laps.complete(Thread.currentThread(), over)) {
            owner.busy(this);
        }
        turns.end(assignment, ending, over);
        return new Reply.Accepted();
    }

    @Override
    public Reply initError(byte[] error) {
        EnvironmentState now = state.get();
        if (!(now instanceof Starting(Assignment first, _))
                || !state.compareAndSet(now, stopping())) {
            return wrongState(now, "InitError");
        }
        if (first == null) {
            failInit(InitFailure.reported(error));
        } else {
            turns.end(first, Ending.reported(error));
        }
        return new Reply.Accepted();
    }

    /**
     * Ends what has lasted too long.
     *
     * @return when to look again
     */
    public long expire(long now) {
        EnvironmentState current = state.get();
        if (now < current.until()) {
            return current.until();
        }
        if (current instanceof Idle) {
            stop();
        } else if (state.compareAndSet(current, new Stopping(EnvironmentState.NEVER))) {
            vitals.kill();
            overrun(current);
        }
        return state.get().until();
    }

    private void overrun(EnvironmentState was) {
        switch (was) {
            case Starting(Assignment first, _) when first != null -> turns.timeOut(first);
            case Starting _ -> failInit(InitFailure.timeOut());
            case Busy(Assignment assignment, _) -> turns.timeOut(assignment);
            case Idle _, Away _, Stopping _, Dead _ -> {}
        }
    }

    private void failInit(InitFailure failure) {
        turns.initFailed(failure);
        owner.initFailed(this);
    }

    private static Ending ended(Assignment assignment, Exit exit) {
        return Ending.exited(assignment.turn().requestId(), exit);
    }

    private long deadline(long begun) {
        return begun + version.timeoutSeconds() * 1_000_000_000L;
    }

    private Stopping stopping() {
        return new Stopping(timer.nanoTime() + limits.stop().toNanos());
    }

    private static Reply.WrongState wrongState(EnvironmentState from, String to) {
        return new Reply.WrongState(from.word(), to);
    }
}

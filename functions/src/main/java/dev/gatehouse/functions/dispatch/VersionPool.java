package dev.gatehouse.functions.dispatch;

import dev.gatehouse.functions.environment.Environment;
import dev.gatehouse.functions.environment.EnvironmentOwner;
import dev.gatehouse.functions.environment.Timer;
import dev.gatehouse.functions.environment.Turn;
import dev.gatehouse.functions.host.FunctionVersion;
import dev.gatehouse.functions.host.InvokeOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The environments of one revision of one version, and the invocations that wait for one. */
final class VersionPool implements EnvironmentOwner {
    /** How long an environment that has answered is expected to ask for more work. */
    private static final Duration PATIENCE = Duration.ofMillis(50);

    /** After about as long as a start takes it is asked whether what was waited for has come. */
    private static final Duration DOUBT = Duration.ofMillis(20);

    private final FunctionVersion version;
    private final Placement placement;
    private final StartSlots slots;
    private final Timer timer;
    private final Roster roster = new Roster();
    private final Map<Environment, StartSlots.Slot> starting = new ConcurrentHashMap<>();

    /** Takes the invocations that come when this pool is out of use. */
    private volatile Consumer<Turn> heir = VersionPool::disown;

    VersionPool(FunctionVersion version, Placement placement, StartSlots slots, Timer timer) {
        this.version = version;
        this.placement = placement;
        this.slots = slots;
        this.timer = timer;
    }

    FunctionVersion version() {
        return version;
    }

    /** Gives the invocation to an idle environment, or lets it wait for the next one. */
    void submit(Turn turn) {
        boolean placed = false;
        while (!placed) {
            long now = timer.nanoTime();
            placed =
                    switch (roster.admit(turn, now)) {
                        case Roster.Admission.Serve(Environment free) -> assign(turn, free, now);
                        case Roster.Admission.Wait wait -> follow(wait);
                        case Roster.Admission.Gone() -> passOn(turn);
                    };
        }
    }

    private boolean assign(Turn turn, Environment environment, long now) {
        if (environment.assign(turn, now)) {
            return true;
        }
        roster.missed(environment);
        return false;
    }

    private boolean follow(Roster.Admission.Wait wait) {
        request(wait.starts());
        if (wait.doubt()) {
            timer.after(DOUBT, this::doubt);
        }
        return true;
    }

    private void doubt() {
        follow(roster.doubt(timer.nanoTime()));
        serveByIdle();
    }

    /** Gives those who stood behind busy environments to idle ones, when that has become better. */
    private void serveByIdle() {
        long now = timer.nanoTime();
        for (Roster.Match match = roster.match(now); match != null; match = roster.match(now)) {
            if (!assign(match.turn(), match.environment(), now)) {
                submit(match.turn());
            }
        }
    }

    private boolean passOn(Turn turn) {
        heir.accept(turn);
        return true;
    }

    private static void disown(Turn turn) {
        turn.settle(new InvokeOutcome.NotFound(turn.function().arn()));
    }

    private void request(int starts) {
        for (int i = 0; i < starts; i++) {
            slots.request(this::start);
        }
    }

    private boolean start(StartSlots.Slot slot) {
        Environment environment = roster.begin(() -> placement.prepare(version, this, null));
        if (environment == null) {
            return false;
        }
        starting.put(environment, slot);
        placement.launch(environment);
        return true;
    }

    /** Goes out of use because the version is gone: invocations that wait lead nowhere. */
    void retire() {
        retire(VersionPool::disown);
    }

    /**
     * Goes out of use: idle environments stop, busy ones stop when they have answered.
     *
     * @param next takes the invocations that wait, and those that still come
     */
    void retire(Consumer<Turn> next) {
        heir = next;
        Roster.Remains remains = roster.retire();
        remains.waiting().forEach(next);
        remains.idle().forEach(Environment::stop);
        remains.coming().forEach(Environment::stop);
    }

    @Override
    public void idle(Environment environment, long now) {
        releaseSlot(environment);
        switch (roster.idle(environment, environment.outlived(now), now)) {
            case Roster.Next.Work(Turn turn) -> {
                if (!assign(turn, environment, now)) {
                    submit(turn);
                }
            }
            case Roster.Next.Rest() -> {}
            case Roster.Next.Stop() -> environment.stop();
        }
    }

    @Override
    public void resumed(Environment environment) {
        releaseSlot(environment);
    }

    @Override
    public void answered(Environment environment, long nanos, long now) {
        roster.answered(environment, nanos, now + PATIENCE.toNanos());
    }

    @Override
    public void busy(Environment environment) {
        placement.keepNear(environment);
    }

    @Override
    public void lost(Environment environment) {
        roster.lost(environment);
    }

    @Override
    public void initFailed(Environment environment) {
        Turn turn = roster.fail(environment);
        if (turn == null) {
            return;
        }
        Placement.Retry retry = new Placement.Retry(turn, environment.log().stream());
        Environment second = placement.prepare(version, this, retry);
        StartSlots.Slot slot = starting.remove(environment);
        if (slot != null) {
            starting.put(second, slot);
        }
        placement.launch(second);
    }

    @Override
    public void refused(Environment environment, String reason) {
        Turn turn = roster.fail(environment);
        if (turn != null) {
            turn.settle(new InvokeOutcome.Unavailable(reason));
        }
    }

    @Override
    public void ended(Environment environment) {
        placement.forget(environment);
        releaseSlot(environment);
        follow(roster.remove(environment));
        serveByIdle();
    }

    private void releaseSlot(Environment environment) {
        StartSlots.Slot slot = starting.remove(environment);
        if (slot != null) {
            slot.release();
        }
    }
}

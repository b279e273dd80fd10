package dev.gatehouse.functions.dispatch;

import dev.gatehouse.functions.environment.Environment;
import dev.gatehouse.functions.environment.Turn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is free, who waits and what is on its way, in one version's pool. Every method is one short
 * step under the object's own monitor and says what is to be done next; nobody is called from here.
 *
 * <p>The environment that became idle last works next, so that the others can be reaped; the
 * invocation that has waited longest is served first. Never more starts are asked for than
 * invocations wait for.
 */
final class Roster {
    private static final long CERTAIN = Long.MAX_VALUE;

    private final ArrayDeque<Environment> idle = new ArrayDeque<>();
    private final ArrayDeque<Turn> waiting = new ArrayDeque<>();

    /** Environments that will be idle soon, and until when that is believed. */
    private final Map<Environment, Long> coming = new HashMap<>();

    private final Queueing queueing = new Queueing();

    /** Who had waited longest when doubt was last asked about. */
    private @Nullable Turn watched;

    /** Starts that were asked for and have not begun. */
    private int requested;

    private boolean doubting;
    private boolean retired;

    /** What becomes of an invocation. */
    sealed interface Admission {
        /** Here is an environment for it. */
        record Serve(Environment environment) implements Admission {}

        /**
         * It is on the list.
         *
         * @param starts how many environments must be asked for now
         * @param doubt whether {@link Roster#doubt} must be asked in a while
         */
        record Wait(int starts, boolean doubt) implements Admission {}

        /** The pool is no longer in use. */
        record Gone() implements Admission {}
    }

    /** What an idle environment does next. */
    sealed interface Next {
        record Work(Turn turn) implements Next {}

        record Rest() implements Next {}

        record Stop() implements Next {}
    }

    /** What a pool had when it went out of use. */
    record Remains(List<Environment> idle, List<Environment> coming, List<Turn> waiting) {}

    synchronized Admission admit(Turn turn) {
        if (retired) {
            return new Admission.Gone();
        }
        Environment free = idle.pollLast();
        if (free != null) {
            queueing.begin(free);
            return new Admission.Serve(free);
        }
        waiting.addLast(turn);
        int starts = missing();
        boolean doubt = starts == 0 && !doubting;
        if (doubt) {
            doubting = true;
            watched = waiting.peekFirst();
        }
        return new Admission.Wait(starts, doubt);
    }

    /** Begins a start that was asked for; null when nobody waits for it any more. */
    synchronized @Nullable Environment begin(Supplier<Environment> make) {
        requested--;
        if (retired || waiting.size() <= provided()) {
            return null;
        }
        Environment environment = make.get();
        coming.put(environment, CERTAIN);
        return environment;
    }

    /**
     * @param worn whether the environment should not be kept
     */
    synchronized Next idle(Environment environment, boolean worn) {
        coming.remove(environment);
        queueing.end(environment);
        Turn turn = waiting.pollFirst();
        if (turn != null) {
            queueing.begin(environment);
            return new Next.Work(turn);
        }
        if (retired || worn) {
            return new Next.Stop();
        }
        idle.addLast(environment);
        return new Next.Rest();
    }

    /**
     * The environment has answered; believes until then that it will be idle soon.
     *
     * @param nanos how long the invocation took
     */
    synchronized void answered(Environment environment, long nanos, long until) {
        queueing.answered(environment, nanos);
        coming.put(environment, until);
    }

    /** The environment will not become idle; who has waited longest must be told, if anybody. */
    synchronized @Nullable Turn fail(Environment environment) {
        coming.remove(environment);
        queueing.end(environment);
        return waiting.pollFirst();
    }

    /**
     * The environment has ended.
     *
     * @return how many starts must be asked for
     */
    synchronized int remove(Environment environment) {
        idle.remove(environment);
        coming.remove(environment);
        queueing.end(environment);
        return missing();
    }

    /**
     * Stops believing what has not come true by now.
     *
     * @return what must be done for those who still wait
     */
    synchronized Admission.Wait doubt(long now) {
        coming.values().removeIf(until -> until <= now);
        Turn longest = waiting.peekFirst();
        if (longest != null && longest == watched) {
            queueing.stuck();
        }
        watched = longest;
        doubting = !waiting.isEmpty();
        return new Admission.Wait(missing(), doubting);
    }

    synchronized Remains retire() {
        retired = true;
        Remains remains =
                new Remains(
                        List.copyOf(idle), new ArrayList<>(coming.keySet()), List.copyOf(waiting));
        idle.clear();
        waiting.clear();
        return remains;
    }

    /** How many of those who wait need no further environment. */
    private int provided() {
        return coming.size() + queueing.room();
    }

    private int missing() {
        int starts = Math.max(0, waiting.size() - provided() - requested);
        requested += starts;
        return starts;
    }
}

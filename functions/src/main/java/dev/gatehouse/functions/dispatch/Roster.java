package dev.gatehouse.functions.dispatch;

import dev.gatehouse.functions.environment.Environment;
import dev.gatehouse.functions.environment.Turn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is free, who waits and what is on its way, in one version's pool. Every method is one short
 * step under the object's own monitor and says what is to be done next; nobody is called from here.
 *
 * <p>The environment that became idle last works next, so that the others can be reaped; the
 * invocation that has waited longest is served first, but for a few that the event loop at hand can
 * answer by itself. Never more starts are asked for than invocations wait for. While any waits,
 * doubt is pending.
 */
final class Roster {
    private static final long CERTAIN = Long.MAX_VALUE;

    /** How many of those who wait, or are idle, are looked at for one that is near. */
    private static final int NEAR = 8;

    private final LinkedHashSet<Environment> idle = new LinkedHashSet<>();
    private final ArrayDeque<Turn> waiting = new ArrayDeque<>();

    /** Environments that will be idle soon, and until when that is believed. */
    private final Map<Environment, Long> coming = new HashMap<>();

    private final Queueing queueing = new Queueing();

    /** Who had waited longest when doubt was last asked about. */
    private @Nullable Turn watched;

    /** Starts that were asked for and have not begun. */
    private int requested;

    /** How often in a row another was served before the one that has waited longest. */
    private int passedOver;

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

    /** One who waits, and an environment that is idle. */
    record Match(Turn turn, Environment environment) {}

    /** What a pool had when it went out of use. */
    record Remains(List<Environment> idle, List<Environment> coming, List<Turn> waiting) {}

    synchronized Admission admit(Turn turn, long now) {
        if (retired) {
            return new Admission.Gone();
        }
        if (!idle.isEmpty() && waiting.size() >= queueing.insteadOfWaking(now)) {
            return new Admission.Serve(wake(now));
        }
        waiting.addLast(turn);
        return provide();
    }

    private Environment wake(long now) {
        Environment environment = latestIdle();
        idle.remove(environment);
        queueing.begin(environment, now);
        return environment;
    }

    /** One of the last that became idle if it is near; else the very last. */
    private Environment latestIdle() {
        int looked = 0;
        for (Environment environment : idle.reversed()) {
            if (environment.isNear()) {
                return environment;
            }
            if (++looked == NEAR) {
                break;
            }
        }
        return idle.getLast();
    }

    /** The environment could not be given what it was to do. */
    synchronized void missed(Environment environment) {
        queueing.end(environment);
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
    synchronized Next idle(Environment environment, boolean worn, long now) {
        coming.remove(environment);
        queueing.end(environment);
        Turn turn = waiting.size() > queueing.insteadOfWaking(now) ? nextTurn() : null;
        if (turn != null) {
            queueing.begin(environment, now);
            return new Next.Work(turn);
        }
        if (retired || worn) {
            return new Next.Stop();
        }
        idle.addLast(environment);
        return new Next.Rest();
    }

    private @Nullable Turn nextTurn() {
        if (passedOver < NEAR) {
            Iterator<Turn> some = waiting.iterator();
            for (int i = 0; i < NEAR && some.hasNext(); i++) {
                Turn turn = some.next();
                if (turn.isNear()) {
                    some.remove();
                    passedOver = i == 0 ? 0 : passedOver + 1;
                    return turn;
                }
            }
        }
        passedOver = 0;
        return waiting.pollFirst();
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

    /** The runtime of an idle environment went away. */
    synchronized void lost(Environment environment) {
        idle.remove(environment);
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
     * @return what must be done for those who wait
     */
    synchronized Admission.Wait remove(Environment environment) {
        idle.remove(environment);
        coming.remove(environment);
        queueing.end(environment);
        return provide();
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
        doubting = false;
        return provide();
    }

    /** One who need not wait, since there is an idle environment; null when there is none. */
    synchronized @Nullable Match match(long now) {
        if (idle.isEmpty() || waiting.size() <= queueing.insteadOfWaking(now)) {
            return null;
        }
        return new Match(waiting.removeFirst(), wake(now));
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
        return coming.size() + queueing.insteadOfStart();
    }

    /** What must be done for those who wait. */
    private Admission.Wait provide() {
        int starts = Math.max(0, waiting.size() - provided() - requested - idle.size());
        requested += starts;
        boolean doubt = !waiting.isEmpty() && !doubting;
        if (doubt) {
            doubting = true;
            watched = waiting.peekFirst();
        }
        return new Admission.Wait(starts, doubt);
    }
}

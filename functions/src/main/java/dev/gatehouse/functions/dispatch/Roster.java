package dev.gatehouse.functions.dispatch;

import dev.gatehouse.functions.environment.Environment;
import dev.gatehouse.functions.environment.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is free, who waits and what is on its way, in one version's pool. Every method is one short
 * step under the object's own monitor and says what is to be done next; nobody is called from here.
 *
 * <p>The environment that became idle last works next, so that the others can be reaped. An
 * invocation of a quick function waits in the lane of the event loop that it came by, for the
 * environments there; every other one waits in the line, for whichever comes first, and who has
 * waited too long in a lane changes to the line. Never more starts are asked for than invocations
 * wait for. While any waits, doubt is pending.
 */
final class Roster {
    private static final long CERTAIN = Long.MAX_VALUE;

    /** How many idle environments are looked at for one that is near. */
    private static final int NEAR = 8;

    /** None is kept from a start while there are fewer environments. */
    private static final int ENOUGH = Runtime.getRuntime().availableProcessors();

    private final LinkedHashSet<Environment> idle = new LinkedHashSet<>();

    /** Of the event loops that an environment has been connected to. */
    private final Map<Thread, Lane> lanes = new HashMap<>();

    /** By when they came. */
    private final TreeMap<Long, Turn> line = new TreeMap<>();

    /** The environments at work, with their lanes. */
    private final Map<Environment, Lane> atWork = new HashMap<>();

    /** Environments that will be idle soon, and until when that is believed. */
    private final Map<Environment, Long> coming = new HashMap<>();

    private final Pace pace = new Pace();

    /** How many have waited so far, and at the last doubt. */
    private long numbered;

    private long numberedAtDoubt;

    /** How many wait, in the lanes and in the line. */
    private int waiting;

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

    /** One who waits, and an environment that is idle. */
    record Match(Turn turn, Environment environment) {}

    /** What a pool had when it went out of use. */
    record Remains(List<Environment> idle, List<Environment> coming, List<Turn> waiting) {}

    synchronized Admission admit(Turn turn, long now) {
        if (retired) {
            return new Admission.Gone();
        }
        int each = pace.insteadOfWaking();
        Lane lane = each == 0 ? null : lanes.get(turn.loop());
        boolean mayWait = lane != null && !lane.isCrowded(each, 1, now);
        if (!idle.isEmpty() && !mayWait) {
            return new Admission.Serve(wake(turn, now));
        }
        long number = numbered++;
        waiting++;
        if (lane == null) {
            line.put(number, turn);
        } else {
            lane.add(new Lane.Waiting(number, turn));
        }
        return provide();
    }

    private Environment wake(Turn turn, long now) {
        Environment environment = latestIdle(turn.loop());
        idle.remove(environment);
        begin(environment, now);
        return environment;
    }

    private void begin(Environment environment, long now) {
        Lane lane = laneOf(environment);
        atWork.put(environment, lane);
        lane.begin(environment, now);
    }

    private void end(Environment environment) {
        Lane lane = atWork.remove(environment);
        if (lane != null) {
            lane.end(environment);
        }
    }

    private Lane laneOf(Environment environment) {
        return lanes.computeIfAbsent(environment.loop(), _ -> new Lane());
    }

    /** One of the last that became idle if it is near; else the very last. */
    private Environment latestIdle(Thread loop) {
        int looked = 0;
        for (Environment environment : idle.reversed()) {
            if (environment.loop().equals(loop)) {
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
        end(environment);
    }

    /** Begins a start that was asked for; null when nobody waits for it any more. */
    synchronized @Nullable Environment begin(Supplier<Environment> make) {
        requested--;
        if (retired || waiting <= provided()) {
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
        end(environment);
        Turn turn = next(laneOf(environment), now);
        if (turn != null) {
            begin(environment, now);
            return new Next.Work(turn);
        }
        if (retired || worn) {
            return new Next.Stop();
        }
        idle.addLast(environment);
        return new Next.Rest();
    }

    /** For an environment of that lane: who has waited longest there or in the line. */
    private @Nullable Turn next(Lane lane, long now) {
        if (waiting == 0) {
            return null;
        }
        Lane.Waiting first = lane.first();
        if (first != null
                && (line.isEmpty() || first.number() < line.firstKey())
                && lane.isCrowded(pace.insteadOfWaking(), 0, now)) {
            return takeFrom(lane);
        }
        return takeAny(now);
    }

    /** Who stands first in the line, or in a lane that cannot soon serve all who wait there. */
    private @Nullable Turn takeAny(long now) {
        if (!line.isEmpty()) {
            waiting--;
            return line.pollFirstEntry().getValue();
        }
        int each = pace.insteadOfWaking();
        for (Lane lane : lanes.values()) {
            if (lane.isCrowded(each, 0, now)) {
                return takeFrom(lane);
            }
        }
        return null;
    }

    private Turn takeFrom(Lane lane) {
        waiting--;
        return lane.takeFirst().turn();
    }

    /**
     * The environment has answered; believes until then that it will be idle soon.
     *
     * @param nanos how long the invocation took
     */
    synchronized void answered(Environment environment, long nanos, long until) {
        pace.took(nanos);
        coming.put(environment, until);
    }

    /** The runtime of an idle environment went away. */
    synchronized void lost(Environment environment) {
        idle.remove(environment);
    }

    /** The environment will not become idle; who has waited longest must be told, if anybody. */
    synchronized @Nullable Turn fail(Environment environment) {
        coming.remove(environment);
        end(environment);
        mergeLanes(Long.MAX_VALUE);
        Map.Entry<Long, Turn> longest = line.pollFirstEntry();
        if (longest == null) {
            return null;
        }
        waiting--;
        return longest.getValue();
    }

    /** Lets those who came before that number wait in the line. */
    private void mergeLanes(long before) {
        for (Lane lane : lanes.values()) {
            for (Lane.Waiting one = lane.first();
                    one != null && one.number() < before;
                    one = lane.first()) {
                line.put(one.number(), lane.takeFirst().turn());
            }
        }
    }

    /**
     * The environment has ended.
     *
     * @return what must be done for those who wait
     */
    synchronized Admission.Wait remove(Environment environment) {
        idle.remove(environment);
        coming.remove(environment);
        end(environment);
        return provide();
    }

    /**
     * Stops believing what has not come true by now.
     *
     * @return what must be done for those who still wait
     */
    synchronized Admission.Wait doubt(long now) {
        coming.values().removeIf(until -> until <= now);
        mergeLanes(numberedAtDoubt);
        if (!line.isEmpty() && line.firstKey() < numberedAtDoubt) {
            pace.stuck();
        }
        numberedAtDoubt = numbered;
        doubting = false;
        return provide();
    }

    /** One who need not wait, since there is an idle environment; null when there is none. */
    synchronized @Nullable Match match(long now) {
        Turn turn = idle.isEmpty() ? null : takeAny(now);
        return turn == null ? null : new Match(turn, wake(turn, now));
    }

    synchronized Remains retire() {
        retired = true;
        mergeLanes(Long.MAX_VALUE);
        Remains remains =
                new Remains(
                        List.copyOf(idle),
                        new ArrayList<>(coming.keySet()),
                        List.copyOf(line.values()));
        idle.clear();
        line.clear();
        waiting = 0;
        return remains;
    }

    /** How many of those who wait need no further environment. */
    private int provided() {
        boolean enough = atWork.size() + idle.size() >= ENOUGH;
        return coming.size() + (enough ? atWork.size() * pace.insteadOfStart() : 0);
    }

    /** What must be done for those who wait. */
    private Admission.Wait provide() {
        int starts = Math.max(0, waiting - provided() - requested - idle.size());
        requested += starts;
        boolean doubt = waiting > 0 && !doubting;
        if (doubt) {
            doubting = true;
            numberedAtDoubt = numbered;
        }
        return new Admission.Wait(starts, doubt);
    }
}

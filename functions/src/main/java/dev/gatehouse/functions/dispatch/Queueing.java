package dev.gatehouse.functions.dispatch;

import dev.gatehouse.functions.environment.Environment;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * How many invocations may wait for the environments that are at work, in one version's pool.
 *
 * <p>Where an invocation takes a tenth of a millisecond, waiting for a turn is shorter than any
 * start, and more processes than the machine has processors only make each other slower. So the
 * quicker a function is, the more of its invocations may stand behind each busy environment; none
 * when it takes longer than {@link #QUICK}, and none while there are too few environments to keep
 * the processors busy. Not safe for use by several threads.
 */
final class Queueing {
    private static final long QUICK = TimeUnit.MILLISECONDS.toNanos(1);

    /** A fraction of what the start of an environment takes at best. */
    private static final long WORTH_WAITING = TimeUnit.MILLISECONDS.toNanos(2);

    private static final long DEEPEST = 16;
    private static final int FEW = Runtime.getRuntime().availableProcessors();
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final Set<Environment> atWork = new HashSet<>();

    /** About the shortest of the last hundred invocations: longer ones show the machine's load. */
    private long pace = UNKNOWN;

    private boolean stuck;

    void begin(Environment environment) {
        atWork.add(environment);
    }

    /** The environment has answered, after so long. */
    void answered(Environment environment, long nanos) {
        atWork.remove(environment);
        pace = pace == UNKNOWN ? nanos : Math.min(nanos, pace + pace / 256 + 1);
        stuck = false;
    }

    /** The environment is not at work, for whatever reason. */
    void end(Environment environment) {
        atWork.remove(environment);
    }

    /** Whoever has waited longest waits on: no room until an environment answers. */
    void stuck() {
        stuck = true;
    }

    int room() {
        if (stuck || pace > QUICK || atWork.size() <= FEW) {
            return 0;
        }
        return atWork.size() * (int) Math.min(DEEPEST, WORTH_WAITING / Math.max(1, pace));
    }
}

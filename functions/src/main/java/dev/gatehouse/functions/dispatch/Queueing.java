package dev.gatehouse.functions.dispatch;

import dev.gatehouse.functions.environment.Environment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How many invocations may wait for the environments that are at work, in one version's pool.
 *
 * <p>Where an invocation takes a tenth of a millisecond, waiting for a turn is shorter than any
 * start, and more processes than the machine has processors to spare only make each other slower.
 * So the quicker a function is, the more of its invocations may stand behind each busy environment,
 * even when others are idle; none when it takes longer than {@link #QUICK}. None is kept from a
 * start while there are fewer at work than processors. Not safe for use by several threads.
 */
final class Queueing {
    private static final long QUICK = TimeUnit.MILLISECONDS.toNanos(1);

    /** A fraction of what the start of an environment takes at best. */
    private static final long START = TimeUnit.MILLISECONDS.toNanos(2);

    /** About what it takes until an idle process works, and is in the way of the others. */
    private static final long WAKING = TimeUnit.MICROSECONDS.toNanos(500);

    private static final long DEEPEST = 16;

    private static final int ENOUGH = Runtime.getRuntime().availableProcessors();

    private static final long UNKNOWN = Long.MAX_VALUE;

    /** Each with the time at which it was given its invocation; the latest is the last. */
    private final LinkedHashMap<Environment, Long> atWork = new LinkedHashMap<>();

    /** About the shortest of the last hundred invocations: longer ones show the machine's load. */
    private long pace = UNKNOWN;

    private boolean stuck;

    void begin(Environment environment, long now) {
        atWork.putLast(environment, now);
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

    /** How many may wait rather than have an environment started for them. */
    int insteadOfStart() {
        return atWork.size() < ENOUGH ? 0 : atWork.size() * perEnvironment(START);
    }

    /**
     * How many may wait rather than be given to an idle environment. What has been at work for
     * longer than the quick ones take is not waited for.
     */
    int insteadOfWaking(long now) {
        int each = perEnvironment(WAKING);
        if (each == 0) {
            return 0;
        }
        int soonIdle = 0;
        for (Map.Entry<Environment, Long> one : atWork.sequencedEntrySet().reversed()) {
            if (now - one.getValue() > QUICK) {
                break;
            }
            soonIdle += one.getKey().isNear() ? 1 : 0;
        }
        return soonIdle * each;
    }

    private int perEnvironment(long nanos) {
        return stuck || pace > QUICK ? 0 : (int) Math.min(DEEPEST, nanos / Math.max(1, pace));
    }
}

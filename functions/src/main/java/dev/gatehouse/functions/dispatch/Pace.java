package dev.gatehouse.functions.dispatch;

import java.util.concurrent.TimeUnit;

/**
 * How quick a function is, and so how many of its invocations may stand behind an environment that
 * is at work.
 *
 * <p>Where an invocation takes a tenth of a millisecond, waiting for a turn is shorter than any
 * start, and more processes than the machine has processors to spare only make each other slower.
 * None may wait where invocations take longer than {@link #QUICK}. Not safe for use by several
 * threads.
 */
final class Pace {
    private static final long QUICK = TimeUnit.MILLISECONDS.toNanos(1);

    /** A fraction of what the start of an environment takes at best. */
    private static final long START = TimeUnit.MILLISECONDS.toNanos(2);

    /** About what it takes until an idle process works, and is in the way of the others. */
    private static final long WAKING = TimeUnit.MICROSECONDS.toNanos(500);

    private static final long DEEPEST = 64;

    private static final long UNKNOWN = Long.MAX_VALUE;

    /** About the shortest of the last hundred invocations: longer ones show the machine's load. */
    private long shortest = UNKNOWN;

    private boolean stuck;

    /** An invocation took so long. */
    void took(long nanos) {
        shortest = shortest == UNKNOWN ? nanos : Math.min(nanos, shortest + shortest / 256 + 1);
        stuck = false;
    }

    /** Whoever has waited longest waits on: nothing is quick until an invocation has ended. */
    void stuck() {
        stuck = true;
    }

    /** How many may wait for each environment at work rather than have another one started. */
    int insteadOfStart() {
        return within(START);
    }

    /** How many may wait for an environment at work rather than be given to an idle one. */
    int insteadOfWaking() {
        return within(WAKING);
    }

    private int within(long nanos) {
        return stuck || shortest > QUICK
                ? 0
                : (int) Math.min(DEEPEST, nanos / Math.max(1, shortest));
    }
}

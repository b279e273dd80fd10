package dev.gatehouse.functions.dispatch;

import dev.gatehouse.functions.environment.Environment;
import dev.gatehouse.functions.environment.Turn;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop has of a version's pool: the invocations that came by it and wait, and the
 * environments at work whose runtimes are connected to it. What stays in its lane wakes no other
 * thread. Not safe for use by several threads.
 */
final class Lane {
    /** What has been at work for longer is not a quick one, or has no processor. */
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(10);

    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    /** Each with the time at which it was given its invocation; the latest is the last. */
    private final LinkedHashMap<Environment, Long> atWork = new LinkedHashMap<>();

    /** An invocation that waits; who came earlier has a lower number. */
    record Waiting(long number, Turn turn) {}

    void begin(Environment environment, long now) {
        atWork.putLast(environment, now);
    }

    void end(Environment environment) {
        atWork.remove(environment);
    }

    void add(Waiting one) {
        waiting.addLast(one);
    }

    /** Who has waited longest; null when nobody waits. */
    @Nullable Waiting first() {
        return waiting.peekFirst();
    }

    Waiting takeFirst() {
        return waiting.removeFirst();
    }

    /**
     * Whether more wait than the environments at work here will soon have done.
     *
     * @param each how many may wait for each environment
     * @param further 1 for one that is about to wait
     */
    boolean isCrowded(int each, int further, long now) {
        return waiting.size() + further > each * soonIdle(now);
    }

    private int soonIdle(long now) {
        int count = 0;
        for (long begun : atWork.sequencedValues().reversed()) {
            if (now - begun > SOON) {
                break;
            }
            count++;
        }
        return count;
    }
}

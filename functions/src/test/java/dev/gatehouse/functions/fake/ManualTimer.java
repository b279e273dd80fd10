package dev.gatehouse.functions.fake;

import dev.gatehouse.functions.environment.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Time passes when a test says so; what is due runs on the test's own thread. */
public final class ManualTimer implements Timer, InstantSource {
    private static final Instant ORIGIN = Instant.parse("2026-01-31T12:00:00Z");

    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private long now;
    private long sequence;

    private record Due(long at, long sequence, Runnable action) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized Instant instant() {
        return ORIGIN.plusNanos(now);
    }

    @Override
    public synchronized void after(Duration delay, Runnable action) {
        queue.add(new Due(now + delay.toNanos(), sequence++, action));
    }

    /** Lets time pass, stopping at every action that becomes due. */
    public void advance(Duration time) {
        long end = nanoTime() + time.toNanos();
        for (Due due = take(end); due != null; due = take(end)) {
            due.action.run();
        }
    }

    /** Whether anything is still to be done. */
    public synchronized boolean isAwaited() {
        return !queue.isEmpty();
    }

    /** Lets time pass without running what is due. */
    public synchronized void skip(Duration time) {
        now += time.toNanos();
    }

    private synchronized @Nullable Due take(long end) {
        Due first = queue.peek();
        if (first == null || first.at > end) {
            now = end;
            return null;
        }
        now = Math.max(now, first.at);
        return queue.poll();
    }
}

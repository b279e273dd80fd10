package dev.gatehouse.gateway.admit;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket in one number: the time at which it will be full again. Safe for use by any number
 * of threads, without locks.
 */
public final class TokenBucket {
    private static final double NANOS = 1e9;

    private final double rate;
    private final int burst;
    private final long interval;
    private final long capacity;
    private final AtomicLong fullAt;

    /**
     * @param rate tokens a second
     * @param burst the most tokens; with a rate or burst of zero nothing is ever admitted
     * @param now the ticker's reading, in nanoseconds
     */
    public TokenBucket(double rate, int burst, long now) {
        this.rate = rate;
        this.burst = burst;
        interval = rate <= 0 ? 0 : Math.max(1, (long) Math.min(NANOS / rate, Long.MAX_VALUE / 4.0));
        capacity = (long) Math.min((double) interval * burst, Long.MAX_VALUE / 4.0);
        fullAt = new AtomicLong(now);
    }

    /** Takes a token if there is one. */
    public boolean take(long now) {
        if (interval == 0 || burst <= 0) {
            return false;
        }
        while (true) {
            long full = fullAt.get();
            long next = (full - now > 0 ? full : now) + interval;
            if (next - now > capacity) {
                return false;
            }
            if (fullAt.compareAndSet(full, next)) {
                return true;
            }
        }
    }

    /** Whether this bucket has these settings. */
    boolean is(double otherRate, int otherBurst) {
        return Double.compare(rate, otherRate) == 0 && burst == otherBurst;
    }
}

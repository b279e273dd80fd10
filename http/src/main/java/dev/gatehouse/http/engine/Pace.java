package dev.gatehouse.http.engine;

import dev.gatehouse.http.server.ClientLimits;

/**
 * Whether a client moves bytes fast enough: a least number of them in each window of time. Windows,
 * and not an average over all, so that nobody earns time to trickle by a quick beginning.
 */
final class Pace {
    private final long windowNanos;
    private final long least;
    private long began = System.nanoTime();
    private long movedBefore;

    private Pace(long windowNanos, long least) {
        this.windowNanos = windowNanos;
        this.least = least;
    }

    /** How a client must send its body. */
    static Pace ofBodies(ClientLimits limits) {
        return new Pace(
                limits.headTimeout().toNanos(),
                limits.minBytesPerSecond() * limits.headTimeout().toMillis() / 1000);
    }

    /**
     * How a client must take its answer: something of it while a connection may be idle. Not more,
     * because systems pass on megabytes at a time, and are not seen to move between.
     */
    static Pace ofAnswers(ClientLimits limits) {
        return new Pace(limits.idleTimeout().toNanos(), limits.idleTimeout().isZero() ? 0 : 1);
    }

    /** A window begins now. */
    void begin(long now, long moved) {
        began = now;
        movedBefore = moved;
    }

    /**
     * Whether a window has passed in which too little moved. To be asked from time to time; the
     * next window begins when one has passed.
     *
     * @param moved any count that grows with the bytes
     */
    boolean tooSlow(long now, long moved) {
        if (least == 0 || now - began < windowNanos) {
            return false;
        }
        boolean tooSlow = moved - movedBefore < least;
        begin(now, moved);
        return tooSlow;
    }
}

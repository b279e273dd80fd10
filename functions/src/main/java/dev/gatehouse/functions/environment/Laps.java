package dev.gatehouse.functions.environment;

import java.util.concurrent.TimeUnit;

/**
 * Notices that an environment answers thousands of invocations a second, all by one event loop.
 * Used by one thread at a time.
 */
final class Laps {
    private static final int LENGTH = 256;

    /** A lap of a busy environment is shorter: 2,000 invocations a second. */
    private static final long BUSY = TimeUnit.MILLISECONDS.toNanos(128);

    private int answers;
    private long begun;
    private Thread loop = Thread.currentThread();

    /** Counts an answer; whether it completes a lap of a busy environment. */
    boolean complete(Thread by, long now) {
        if (!by.equals(loop) || answers == 0) {
            loop = by;
            begun = now;
            answers = 1;
            return false;
        }
        answers++;
        if (answers < LENGTH) {
            return false;
        }
        boolean busy = now - begun < BUSY;
        answers = 0;
        return busy;
    }
}

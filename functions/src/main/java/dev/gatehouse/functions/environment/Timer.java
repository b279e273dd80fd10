package dev.gatehouse.functions.environment;

import java.time.Duration;

/** Measures time and calls back later. A fake makes the passing of time a test's own decision. */
public interface Timer {
    /** Nanoseconds since some moment in the past; never negative, never falls. */
    long nanoTime();

    /** Runs the action, which must not block, on the timer's thread. */
    void after(Duration delay, Runnable action);
}

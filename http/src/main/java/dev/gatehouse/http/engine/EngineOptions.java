package dev.gatehouse.http.engine;

import java.time.InstantSource;

/**
 * How an engine runs.
 *
 * @param eventLoops the threads that serve connections
 * @param clock what the Date field tells
 */
public record EngineOptions(int eventLoops, InstantSource clock) {
    public EngineOptions {
        if (eventLoops < 1) {
            throw new IllegalArgumentException("eventLoops must be at least 1: " + eventLoops);
        }
    }

    /** One event loop a processor. */
    public static EngineOptions defaults() {
        return new EngineOptions(
                Runtime.getRuntime().availableProcessors(), InstantSource.system());
    }
}

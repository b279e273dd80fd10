package dev.gatehouse.http.engine;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How an engine runs.
 *
 * @param eventLoops the threads that serve connections
 * @param headTimeout how long a client may take to send a request's head, and a new connection its
 *     first byte
 * @param clock what the Date field tells
 */
public record EngineOptions(int eventLoops, Duration headTimeout, InstantSource clock) {
    public EngineOptions {
        if (eventLoops < 1) {
            throw new IllegalArgumentException("eventLoops must be at least 1: " + eventLoops);
        }
        if (!headTimeout.isPositive()) {
            throw new IllegalArgumentException("headTimeout must be positive: " + headTimeout);
        }
    }

    /** One event loop a processor, and a quarter of a minute for a head. */
    public static EngineOptions defaults() {
        return new EngineOptions(
                Runtime.getRuntime().availableProcessors(),
                Duration.ofSeconds(15),
                InstantSource.system());
    }
}

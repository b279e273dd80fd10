package dev.gatehouse.http.server;

import java.time.Duration;

/**
 * What a listener lets its clients do.
 *
 * @param maxConnections the most connections at once; one more is closed as it comes
 * @param maxHeadBytes the most bytes of request line and headers that reach the handler; above it
 *     431 is answered
 * @param headTimeout how long a client may take to send a request's head, and a new connection its
 *     first byte
 * @param idleTimeout how long a connection without any traffic stays open, and an answer waits for
 *     a client that takes nothing of it; zero means for ever
 * @param minBytesPerSecond what a client must send of a body on average over each {@code
 *     headTimeout}; zero means that it may be as slow as it likes
 */
public record ClientLimits(
        int maxConnections,
        int maxHeadBytes,
        Duration headTimeout,
        Duration idleTimeout,
        int minBytesPerSecond) {
    public ClientLimits {
        if (!headTimeout.isPositive()) {
            throw new IllegalArgumentException("headTimeout must be positive: " + headTimeout);
        }
    }
}

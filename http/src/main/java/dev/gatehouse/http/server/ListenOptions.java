package dev.gatehouse.http.server;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to listen.
 *
 * @param address the address to bind, e.g. {@code 127.0.0.1}
 * @param port 0 lets the system choose
 * @param tls null for plain HTTP/1.1 and h2c
 * @param maxHeadBytes the most bytes of request line and headers that reach the handler; above it
 *     431 is answered
 * @param idleTimeout how long a connection without any traffic stays open; zero means for ever
 */
public record ListenOptions(
        String address,
        int port,
        @Nullable TlsIdentity tls,
        int maxHeadBytes,
        Duration idleTimeout) {}

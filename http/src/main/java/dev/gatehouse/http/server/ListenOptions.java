package dev.gatehouse.http.server;

import org.jspecify.annotations.Nullable;

/**
 * How to listen.
 *
 * @param address the address to bind, e.g. {@code 127.0.0.1}
 * @param port 0 lets the system choose
 * @param tls null for plain HTTP/1.1 and h2c
 */
public record ListenOptions(
        String address, int port, @Nullable TlsIdentity tls, ClientLimits limits) {}

package dev.gatehouse.http.engine;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a client reaches backends.
 *
 * @param maxConnections the most connections to one endpoint
 * @param maxWaiting the most requests to one endpoint that wait for a connection
 * @param connectTimeout for one address, TLS handshake included
 * @param keepAlive how long an unused connection is kept
 * @param maxHeadBytes the most bytes of a response's status line and fields
 * @param egress which addresses may be connected to
 * @param trustedCertificates a PEM file of authorities; null for those that the JVM trusts
 */
public record ClientOptions(
        int maxConnections,
        int maxWaiting,
        Duration connectTimeout,
        Duration keepAlive,
        int maxHeadBytes,
        EgressRule egress,
        @Nullable Path trustedCertificates) {
    public static ClientOptions defaults() {
        return new ClientOptions(
                1024,
                4096,
                Duration.ofSeconds(3),
                Duration.ofSeconds(50),
                64 * 1024,
                EgressRule.NO_METADATA,
                null);
    }

    /** The same with these authorities of backends' certificates. */
    public ClientOptions trusting(@Nullable Path authorities) {
        return new ClientOptions(
                maxConnections,
                maxWaiting,
                connectTimeout,
                keepAlive,
                maxHeadBytes,
                egress,
                authorities);
    }
}

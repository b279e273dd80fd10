package dev.gatehouse.server.config;

import dev.gatehouse.gateway.stage.HttpApiStage.Throttle;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How this server runs, after command line, environment and configuration file were put together.
 *
 * @param address to listen on
 * @param host the same as it was given, which may be a name
 * @param port of plain HTTP/1.1 and h2c; 0 lets the system choose
 * @param tls null for no TLS listener
 * @param maxConnections the most clients' connections at once, on each port
 * @param dataDirectory where everything that must survive lives
 * @param root the credentials that may do everything
 * @param account twelve digits
 * @param region of what is made without a signed call
 */
public record Settings(
        InetAddress address,
        String host,
        int port,
        @Nullable Tls tls,
        int maxConnections,
        Path dataDirectory,
        RootCredentials root,
        String account,
        String region,
        Functions functions,
        HttpApis httpApis) {
    /** Longer than the longest integration, so that a stop loses no request. */
    public static final Duration GRACE = Duration.ofSeconds(35);

    /**
     * The TLS listener.
     *
     * @param certificate PEM chain; null together with the key for a self-made one
     */
    public record Tls(int port, @Nullable Path certificate, @Nullable Path privateKey) {}

    /** The key pair of the account's root. */
    public record RootCredentials(String accessKeyId, String secretAccessKey) {

        public boolean wellKnown() {
            return secretAccessKey.equals("test");
        }
    }

    /**
     * How functions run.
     *
     * @param strictRuntimes refuse a runtime whose exact version is not installed
     * @param requireIsolation refuse to start without a sandbox
     * @param runtimePaths further folders to look for interpreters in
     * @param concurrency the account's limit of invocations at once
     * @param spares booted interpreters kept ready for each runtime in use
     * @param affinity bind busy environments to the processors of their event loops
     * @param idle how long an environment waits for work before it goes
     */
    public record Functions(
            boolean strictRuntimes,
            boolean requireIsolation,
            List<Path> runtimePaths,
            int concurrency,
            int spares,
            boolean affinity,
            Duration idle) {
        public Functions {
            runtimePaths = List.copyOf(runtimePaths);
        }
    }

    /**
     * How HTTP APIs run.
     *
     * @param vpcLinks the {@code host:port} behind each listener or service ARN
     * @param routesPerApi the quota of routes
     * @param accountThrottle what all APIs of the account share
     * @param backendAuthorities PEM file of the authorities whose certificates backends may have;
     *     null for those that the JVM trusts
     */
    public record HttpApis(
            Map<String, String> vpcLinks,
            int routesPerApi,
            Throttle accountThrottle,
            @Nullable Path backendAuthorities) {
        public HttpApis {
            vpcLinks = Map.copyOf(vpcLinks);
        }
    }
}

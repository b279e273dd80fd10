package dev.gatehouse.server.boot;

import dev.gatehouse.http.engine.HttpEngine;
import dev.gatehouse.http.server.ClientLimits;
import dev.gatehouse.http.server.Handler;
import dev.gatehouse.http.server.ListenOptions;
import dev.gatehouse.http.server.Listener;
import dev.gatehouse.http.server.SelfSignedIdentity;
import dev.gatehouse.http.server.TlsIdentity;
import dev.gatehouse.server.config.Settings;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ports that clients connect to. */
final class Ports implements AutoCloseable {
    /** Request line and headers of any call; APIs have AWS's narrower limit. */
    private static final int HEAD_BYTES = 64 * 1024;

    /** AWS docs: an idle client connection of API Gateway is kept for 310 seconds. */
    private static final Duration IDLE = Duration.ofSeconds(310);

    private static final Duration HEAD_TIME = Duration.ofSeconds(15);
    private static final int SLOWEST_BYTES_PER_SECOND = 512;
    private static final String LOOPBACK = "127.0.0.1";

    private final HttpEngine engine;
    private final Settings settings;
    private volatile @Nullable Listener plain;
    private volatile @Nullable Listener secure;

    Ports(HttpEngine engine, Settings settings) {
        this.engine = engine;
        this.settings = settings;
    }

    void open(Handler handler) {
        plain = listen("--port", settings.port(), null, handler);
        Settings.Tls tls = settings.tls();
        if (tls != null) {
            secure = listen("--tls-port", tls.port(), identity(tls), handler);
        }
    }

    /** For people and programs of this machine: the name that was given, or localhost. */
    String url() {
        return "http://" + host() + ":" + port();
    }

    @Nullable String secureUrl() {
        Listener listener = secure;
        return listener == null ? null : "https://" + host() + ":" + listener.port();
    }

    /** For functions, whose sandboxes may know no names. */
    String functionsUrl() {
        return "http://" + numericHost() + ":" + port();
    }

    @Override
    public void close() {
        for (Listener listener : new @Nullable Listener[] {secure, plain}) {
            if (listener != null) {
                listener.close(Settings.GRACE);
            }
        }
    }

    private Listener listen(String option, int port, @Nullable TlsIdentity tls, Handler handler) {
        try {
            String address = settings.address().getHostAddress();
            return engine.listen(new ListenOptions(address, port, tls, limits()), handler);
        } catch (UncheckedIOException e) {
            boolean taken = StartException.root(e) instanceof SocketException;
            throw new StartException(e, taken ? ". Choose another port with " + option : "");
        }
    }

    private ClientLimits limits() {
        return new ClientLimits(
                settings.maxConnections(), HEAD_BYTES, HEAD_TIME, IDLE, SLOWEST_BYTES_PER_SECOND);
    }

    private TlsIdentity identity(Settings.Tls tls) {
        if (tls.certificate() == null || tls.privateKey() == null) {
            return SelfSignedIdentity.in(
                    settings.dataDirectory().resolve("tls"),
                    List.of("localhost", "*.execute-api.localhost", LOOPBACK, "::1"));
        }
        return new TlsIdentity(tls.certificate(), tls.privateKey());
    }

    private int port() {
        Listener listener = plain;
        return listener == null ? settings.port() : listener.port();
    }

    private String host() {
        if (numericHost().equals(LOOPBACK)) {
            return "localhost";
        }
        return settings.host().contains(":") ? numericHost() : settings.host();
    }

    private String numericHost() {
        InetAddress address = settings.address();
        if (address.isAnyLocalAddress()) {
            return LOOPBACK;
        }
        String numbers = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + numbers + "]" : numbers;
    }
}

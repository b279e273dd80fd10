package dev.gatehouse.server.boot;

import dev.gatehouse.http.engine.HttpEngine;
import dev.gatehouse.http.server.Handler;
import dev.gatehouse.http.server.ListenOptions;
import dev.gatehouse.http.server.Listener;
import dev.gatehouse.http.server.SelfSignedIdentity;
import dev.gatehouse.http.server.TlsIdentity;
import dev.gatehouse.server.config.Settings;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ports that clients connect to. */
final class Ports implements AutoCloseable {
    /** Request line and headers of any call; APIs have AWS's narrower limit. */
    private static final int HEAD_BYTES = 64 * 1024;

    /** AWS docs: an idle client connection of API Gateway is kept for 310 seconds. */
    private static final Duration IDLE = Duration.ofSeconds(310);

    private final HttpEngine engine;
    private final Settings settings;
    private @Nullable Listener plain;
    private @Nullable Listener secure;

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

    String url() {
        return "http://" + host() + ":" + (plain == null ? settings.port() : plain.port());
    }

    @Nullable String secureUrl() {
        return secure == null ? null : "https://" + host() + ":" + secure.port();
    }

    /** Where functions of this machine reach this server. */
    String loopbackUrl() {
        String host = isWildcard() || isLoopback() ? "127.0.0.1" : settings.bind();
        return "http://" + host + ":" + (plain == null ? settings.port() : plain.port());
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
            return engine.listen(
                    new ListenOptions(settings.bind(), port, tls, HEAD_BYTES, IDLE), handler);
        } catch (UncheckedIOException e) {
            throw new StartException(
                    e.getMessage()
                            + ": is another server there? Choose another port with "
                            + option
                            + ".",
                    e);
        }
    }

    private TlsIdentity identity(Settings.Tls tls) {
        if (tls.certificate() == null || tls.privateKey() == null) {
            return SelfSignedIdentity.in(
                    settings.dataDirectory().resolve("tls"),
                    List.of("localhost", "*.execute-api.localhost", "127.0.0.1", "::1"));
        }
        return new TlsIdentity(tls.certificate(), tls.privateKey());
    }

    private String host() {
        return isLoopback() || isWildcard() ? "localhost" : settings.bind();
    }

    private boolean isLoopback() {
        return address().isLoopbackAddress();
    }

    private boolean isWildcard() {
        return address().isAnyLocalAddress();
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(settings.bind());
        } catch (UnknownHostException e) {
            throw new StartException("--bind is no address of this machine: " + settings.bind(), e);
        }
    }
}

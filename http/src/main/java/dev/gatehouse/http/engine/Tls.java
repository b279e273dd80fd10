package dev.gatehouse.http.engine;

import dev.gatehouse.http.server.TlsIdentity;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** TLS on both sides, by the JDK's own implementation. */
final class Tls {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private Tls() {}

    static SslContext server(TlsIdentity identity) {
        try {
            return SslContextBuilder.forServer(
                            identity.certificateChain().toFile(), identity.privateKey().toFile())
                    .sslProvider(SslProvider.JDK)
                    .protocols(PROTOCOLS)
                    .applicationProtocolConfig(
                            new ApplicationProtocolConfig(
                                    Protocol.ALPN,
                                    SelectorFailureBehavior.NO_ADVERTISE,
                                    SelectedListenerFailureBehavior.ACCEPT,
                                    ApplicationProtocolNames.HTTP_2,
                                    ApplicationProtocolNames.HTTP_1_1))
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw unusable(identity.certificateChain() + " and " + identity.privateKey(), e);
        }
    }

    /** Trusts the certificates of the file, or those that the JVM trusts when there is none. */
    static SslContext client(@Nullable Path trustedCertificates) {
        try {
            SslContextBuilder builder =
                    SslContextBuilder.forClient().sslProvider(SslProvider.JDK).protocols(PROTOCOLS);
            if (trustedCertificates != null) {
                builder.trustManager(trustedCertificates.toFile());
            }
            return builder.endpointIdentificationAlgorithm("HTTPS").build();
        } catch (SSLException | IllegalArgumentException e) {
            throw unusable(String.valueOf(trustedCertificates), e);
        }
    }

    /** Netty says with either of two exceptions what it misses in a file. */
    private static UncheckedIOException unusable(String files, Exception problem) {
        return new UncheckedIOException(
                "cannot use " + files + " for TLS", new IOException(problem));
    }
}

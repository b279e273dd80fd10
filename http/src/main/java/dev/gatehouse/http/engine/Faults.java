package dev.gatehouse.http.engine;

import io.netty.handler.codec.http2.Http2Exception;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import javax.net.ssl.SSLException;

/** Where what goes wrong with a connection is logged, once and briefly. */
final class Faults {
    private static final Logger LOG = System.getLogger(Faults.class.getName());

    private Faults() {}

    /** A peer that resets, or breaks TLS or HTTP/2, is everyday; anything else is ours. */
    static void ofConnection(Throwable cause) {
        if (isOfPeer(cause)) {
            LOG.log(Level.DEBUG, "a connection failed: {0}", cause.toString());
        } else {
            LOG.log(Level.WARNING, "a connection failed", cause);
        }
    }

    private static boolean isOfPeer(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof Http2Exception
                || cause.getCause() instanceof SSLException;
    }
}

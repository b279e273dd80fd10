package dev.gatehouse.http.engine;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import javax.net.ssl.SSLException;

/** Where what goes wrong with a connection is logged, once and briefly. */
final class Faults {
    private static final Logger LOG = System.getLogger(Faults.class.getName());

    private Faults() {}

    /** A peer that resets, or breaks TLS, is everyday; anything else is ours to look at. */
    static void ofConnection(Throwable cause) {
        if (cause instanceof IOException || cause.getCause() instanceof SSLException) {
            LOG.log(Level.DEBUG, "a connection failed: {0}", cause.toString());
        } else {
            LOG.log(Level.WARNING, "a connection failed", cause);
        }
    }
}

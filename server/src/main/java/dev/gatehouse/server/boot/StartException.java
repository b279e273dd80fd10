package dev.gatehouse.server.boot;

import java.io.UncheckedIOException;

/** The server or a function cannot run on this machine as it is; the message says why. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }

    StartException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What failed, and why, as the first of its causes says. */
    StartException(UncheckedIOException failure, String wayOut) {
        super(failure.getMessage() + ": " + root(failure).getMessage() + wayOut, failure);
    }

    static Throwable root(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : root(cause);
    }
}

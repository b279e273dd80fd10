package dev.gatehouse.server.boot;

/** The server cannot start on this machine as it is; the message says why and what to do. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.gatehouse.http.message;

/** The sender of a payload closed the connection before its end. */
public final class BodyAbortedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BodyAbortedException(String message) {
        super(message);
    }
}

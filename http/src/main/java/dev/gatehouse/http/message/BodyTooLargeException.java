package dev.gatehouse.http.message;

/** A payload turned out to be larger than its reader accepts. */
public final class BodyTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BodyTooLargeException(long limit) {
        super("the body is larger than " + limit + " bytes");
    }
}

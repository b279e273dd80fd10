package dev.gatehouse.control.openapi;

/** A document that cannot be imported; the message is for the client. */
public final class OpenApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OpenApiException(String message) {
        super(message);
    }
}

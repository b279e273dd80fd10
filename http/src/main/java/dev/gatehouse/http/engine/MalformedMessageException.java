package dev.gatehouse.http.engine;

/** A message broke the grammar or the limits of HTTP; nothing after it can be trusted. */
final class MalformedMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    private MalformedMessageException(int status, String reason) {
        // The stack says nothing that the reason does not, and malformed input comes in floods.
        super(reason, null, false, false);
        this.status = status;
    }

    static MalformedMessageException badRequest(String reason) {
        return new MalformedMessageException(400, reason);
    }

    static MalformedMessageException headTooLarge(String reason) {
        return new MalformedMessageException(431, reason);
    }

    static MalformedMessageException expectationFailed(String reason) {
        return new MalformedMessageException(417, reason);
    }

    /** What a server answers before it closes the connection. */
    int status() {
        return status;
    }
}

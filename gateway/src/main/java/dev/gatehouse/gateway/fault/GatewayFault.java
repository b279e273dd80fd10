package dev.gatehouse.gateway.fault;

/**
 * A request that ends in an error of the gateway's own. It carries no stack: it is an answer, not a
 * surprise, and may be made once for many requests.
 */
public final class GatewayFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** The errors of an HTTP API, with AWS's words. */
    public enum Kind {
        BAD_REQUEST(400, "Bad Request"),
        NOT_FOUND(404, "Not Found"),
        REQUEST_TOO_LARGE(413, "Request Entity Too Large"),
        TOO_MANY_REQUESTS(429, "Too Many Requests"),
        HEAD_TOO_LARGE(431, "Request Header Fields Too Large"),
        INTERNAL(500, "Internal Server Error"),
        UNAVAILABLE(503, "Service Unavailable");

        private final int status;
        private final String message;

        Kind(int status, String message) {
            this.status = status;
            this.message = message;
        }

        public int status() {
            return status;
        }

        public String message() {
            return message;
        }
    }

    /**
     * @param reason what happened, for the operator; callers never see it
     */
    public GatewayFault(Kind kind, String reason) {
        super(reason, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

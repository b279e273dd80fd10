package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;

/**
 * What a response's head says about framing, decided here and nowhere else: fields that a handler
 * gives for it are dropped, except the Content-Length that describes what a HEAD or 304 leaves out.
 *
 * @param bodyAllowed whether body bytes follow
 * @param length the Content-Length to write, or -1 for none
 */
record ResponseHead(Response response, boolean bodyAllowed, long length) {
    private static final byte[] CONTENT_LENGTH = "Content-Length: ".getBytes(US_ASCII);
    private static final byte[] CHUNKED = "Transfer-Encoding: chunked\r\n".getBytes(US_ASCII);
    private static final byte[] CLOSE = "Connection: close\r\n".getBytes(US_ASCII);
    private static final byte[] KEEP_ALIVE = "Connection: keep-alive\r\n".getBytes(US_ASCII);

    /**
     * @throws IllegalArgumentException when the status is none of a final response
     */
    static ResponseHead of(Response response, boolean toHead) {
        int status = response.status();
        long length = response.body().length();
        if (status < 200 || status > 999) {
            throw new IllegalArgumentException("status " + status + " is not 200 to 999");
        }
        if (status == 204) {
            return new ResponseHead(response, false, -1);
        }
        if (toHead || status == 304) {
            return new ResponseHead(response, false, described(response.headers(), length));
        }
        return new ResponseHead(response, true, length);
    }

    private static long described(Headers headers, long length) {
        String given = headers.first("content-length");
        if (given == null) {
            return length > 0 ? length : -1;
        }
        try {
            return Math.max(-1, Long.parseLong(given));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** How the connection goes on after the response. */
    enum Persistence {
        /** As HTTP/1.1 does unless told otherwise. */
        PERSISTS,
        /** As an HTTP/1.0 client has asked for. */
        KEEPS_ALIVE,
        CLOSES
    }

    /** Writes the head for HTTP/1.1. */
    void write(HeadWriter out, DateField date, Persistence persistence, boolean chunked) {
        out.raw(StatusLines.of(response.status()));
        Headers headers = response.headers();
        boolean dated = false;
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            if (!belongsToConnection(name)) {
                dated |= name.equalsIgnoreCase("date");
                out.field(name, headers.value(i));
            }
        }
        if (!dated) {
            out.raw(date.line());
        }
        if (chunked) {
            out.raw(CHUNKED);
        } else if (length >= 0) {
            out.raw(CONTENT_LENGTH).number(length).endOfLine();
        }
        switch (persistence) {
            case PERSISTS -> {}
            case KEEPS_ALIVE -> out.raw(KEEP_ALIVE);
            case CLOSES -> out.raw(CLOSE);
        }
        out.endOfLine();
    }

    /** Whether the engine, and not a handler, says what this field says. */
    static boolean belongsToConnection(String name) {
        return switch (name.length()) {
            case 7 -> name.equalsIgnoreCase("upgrade");
            case 10 -> name.equalsIgnoreCase("connection") || name.equalsIgnoreCase("keep-alive");
            case 14 -> name.equalsIgnoreCase("content-length");
            case 16 -> name.equalsIgnoreCase("proxy-connection");
            case 17 -> name.equalsIgnoreCase("transfer-encoding");
            default -> false;
        };
    }
}

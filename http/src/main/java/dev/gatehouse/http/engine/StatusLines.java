package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.handler.codec.http.HttpResponseStatus;

/** The status lines of HTTP/1.1, made once. */
final class StatusLines {
    private static final byte[][] LINES = new byte[1000][];

    static {
        for (int status = 100; status < LINES.length; status++) {
            String reason = HttpResponseStatus.valueOf(status).reasonPhrase();
            LINES[status] = ("HTTP/1.1 " + status + " " + reason + "\r\n").getBytes(US_ASCII);
        }
    }

    private StatusLines() {}

    static byte[] of(int status) {
        if (status < 100 || status >= LINES.length) {
            throw new IllegalArgumentException("status " + status + " is not between 100 and 999");
        }
        return LINES[status];
    }
}

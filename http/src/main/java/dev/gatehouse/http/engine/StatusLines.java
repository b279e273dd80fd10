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

    /**
     * @param status 100 to 999
     */
    static byte[] of(int status) {
        return LINES[status];
    }
}

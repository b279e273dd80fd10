package dev.gatehouse.gateway.pipeline;

import dev.gatehouse.gateway.fault.GatewayFault;
import dev.gatehouse.gateway.fault.GatewayFault.Kind;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;

/**
 * The most that a request's line and headers may take together. Source: AWS docs, "Quotas for HTTP
 * APIs".
 */
final class HeadLimit {
    static final int BYTES = 10_240;

    /** Blanks, version and line end of a request line, and the empty line behind the headers. */
    private static final int AROUND_LINE = 14;

    /** Colon, blank and line end. */
    private static final int AROUND_FIELD = 4;

    private HeadLimit() {}

    static void require(Request request) {
        Headers headers = request.headers();
        int size = AROUND_LINE + request.method().length() + request.rawPath().length();
        size += request.rawQuery().isEmpty() ? 0 : request.rawQuery().length() + 1;
        for (int i = 0; i < headers.size(); i++) {
            size += AROUND_FIELD + headers.name(i).length() + headers.value(i).length();
        }
        if (size > BYTES) {
            throw new GatewayFault(Kind.HEAD_TOO_LARGE, "a head of " + size + " bytes");
        }
    }
}

package dev.gatehouse.wire.sigv4;

import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import java.util.List;

/**
 * The text whose hash is signed: verb, path, query, signed headers, their names, hash of the
 * payload.
 */
final class CanonicalRequest {
    private CanonicalRequest() {}

    static String of(
            Request request,
            PathStyle style,
            QueryParameters query,
            List<String> signedHeaders,
            String payloadHash) {
        StringBuilder text = new StringBuilder(512);
        text.append(request.method()).append('\n');
        text.append(style.canonical(request.rawPath())).append('\n');
        text.append(query.canonical()).append('\n');
        for (String name : signedHeaders) {
            text.append(name).append(':');
            appendValues(text, request.headers(), name);
            text.append('\n');
        }
        text.append('\n').append(String.join(";", signedHeaders));
        return text.append('\n').append(payloadHash).toString();
    }

    private static void appendValues(StringBuilder text, Headers headers, String name) {
        boolean first = true;
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equalsIgnoreCase(name)) {
                if (!first) {
                    text.append(',');
                }
                first = false;
                appendTrimmed(text, headers.value(i));
            }
        }
    }

    /** Leaves out white space at both ends and makes one space of each run inside. */
    private static void appendTrimmed(StringBuilder text, String value) {
        boolean pending = false;
        boolean begun = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || (c >= '\t' && c <= '\r')) {
                pending = begun;
            } else {
                if (pending) {
                    text.append(' ');
                }
                text.append(c);
                pending = false;
                begun = true;
            }
        }
    }
}

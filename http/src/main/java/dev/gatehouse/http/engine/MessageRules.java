package dev.gatehouse.http.engine;

import dev.gatehouse.http.message.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What the fields of a head say about the message's end and its connection (RFC 9112 sections 3.2,
 * 6 and 9.3). Whatever two recipients could read differently is refused.
 */
final class MessageRules {
    private static final int MAX_LENGTH_DIGITS = 18;

    private MessageRules() {}

    static Framing ofRequest(Head.OfRequest head) throws MalformedMessageException {
        requireHost(head);
        Framing declared = declared(head.headers(), head.http11());
        return declared == null ? Framing.NONE : declared;
    }

    /** The framing of a final response; {@code toHead} when the request's method was HEAD. */
    static Framing ofResponse(Head.OfResponse head, boolean toHead)
            throws MalformedMessageException {
        Framing declared = declared(head.headers(), head.http11());
        if (toHead || head.status() == 204 || head.status() == 304) {
            return Framing.NONE;
        }
        return declared == null ? Framing.UNTIL_CLOSE : declared;
    }

    /** Whether the connection may carry another message after this one. */
    static boolean persists(Headers headers, boolean http11) {
        boolean persists = http11;
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equalsIgnoreCase("connection")) {
                String value = headers.value(i);
                if (hasToken(value, "close")) {
                    return false;
                }
                persists |= hasToken(value, "keep-alive");
            }
        }
        return persists;
    }

    /** Whether the client waits for a 100 before it sends its body. */
    static boolean expectsContinue(Head.OfRequest head) throws MalformedMessageException {
        String expectation = head.headers().first("expect");
        if (expectation == null || !head.http11()) {
            return false;
        }
        if (!expectation.equalsIgnoreCase("100-continue")) {
            throw MalformedMessageException.expectationFailed("expectation " + expectation);
        }
        return true;
    }

    static boolean hasToken(String list, String token) {
        if (list.equalsIgnoreCase(token)) {
            return true;
        }
        for (int from = 0; from <= list.length(); ) {
            int comma = list.indexOf(',', from);
            int to = comma < 0 ? list.length() : comma;
            if (list.substring(from, to).strip().equalsIgnoreCase(token)) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }

    private static @Nullable Framing declared(Headers headers, boolean http11)
            throws MalformedMessageException {
        String length = null;
        String coding = null;
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            if (name.equalsIgnoreCase("content-length")) {
                length = only(length, headers.value(i), "Content-Length");
            } else if (name.equalsIgnoreCase("transfer-encoding")) {
                coding = only(coding, headers.value(i), "Transfer-Encoding");
            }
        }
        if (coding == null) {
            return length == null ? null : Framing.fixed(length(length));
        }
        if (length != null || !http11 || !coding.equalsIgnoreCase("chunked")) {
            throw MalformedMessageException.badRequest("Transfer-Encoding that is ambiguous");
        }
        return Framing.CHUNKED;
    }

    private static String only(@Nullable String before, String value, String name)
            throws MalformedMessageException {
        if (before != null) {
            throw MalformedMessageException.badRequest("several fields " + name);
        }
        return value;
    }

    static long length(String value) throws MalformedMessageException {
        boolean wellFormed = !value.isEmpty() && value.length() <= MAX_LENGTH_DIGITS;
        long length = 0;
        for (int i = 0; wellFormed && i < value.length(); i++) {
            wellFormed = Octets.isDigit(value.charAt(i));
            length = 10 * length + value.charAt(i) - '0';
        }
        if (!wellFormed) {
            throw MalformedMessageException.badRequest("a malformed Content-Length");
        }
        return length;
    }

    private static void requireHost(Head.OfRequest head) throws MalformedMessageException {
        Headers headers = head.headers();
        String host = null;
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equalsIgnoreCase("host")) {
                host = only(host, headers.value(i), "Host");
            }
        }
        if (host == null ? head.http11() : !isAuthority(host)) {
            throw MalformedMessageException.badRequest("a missing or malformed Host");
        }
    }

    /** Whether this can stand in Host: a name or an address, with or without a port. */
    static boolean isAuthority(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean allowed = c > ' ' && c < 0x7f && "/\\?#@,<>\"{}|^`".indexOf(c) < 0;
            if (!allowed) {
                return false;
            }
        }
        return !host.isEmpty();
    }
}

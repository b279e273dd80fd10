package dev.gatehouse.http.engine;

import dev.gatehouse.http.message.Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request's head out of HTTP/2 fields, held to the rules of HTTP/1.1 where they would matter to
 * whoever reads the request next.
 */
final class Http2RequestHead {
    private Http2RequestHead() {}

    static Head.OfRequest of(Http2Headers fields) throws MalformedMessageException {
        String method = text(fields.method());
        String path = text(fields.path());
        if (!Octets.isToken(method) || !isTarget(path)) {
            throw MalformedMessageException.badRequest("a malformed method or path");
        }
        String authority = text(fields.authority());
        Headers.Builder headers = Headers.builder();
        if (!authority.isEmpty()) {
            headers.add("Host", authority);
        }
        copy(fields, authority, headers);
        Head.OfRequest head = new Head.OfRequest(method, path, true, headers.build());
        MessageRules.ofRequest(head);
        return head;
    }

    /** Cookies that came in pieces are joined again (RFC 9113 section 8.2.3). */
    private static void copy(Http2Headers fields, String authority, Headers.Builder headers)
            throws MalformedMessageException {
        StringBuilder cookies = new StringBuilder();
        for (Map.Entry<CharSequence, CharSequence> field : fields) {
            String name = field.getKey().toString();
            String value = field.getValue().toString();
            if (name.charAt(0) == ':') {
                continue;
            }
            requireField(name, value);
            if (name.equals("cookie")) {
                cookies.append(cookies.isEmpty() ? "" : "; ").append(value);
            } else if (!name.equals("host") || authority.isEmpty()) {
                headers.add(name, value);
            } else if (!value.equalsIgnoreCase(authority)) {
                throw MalformedMessageException.badRequest("a Host that is not the authority");
            }
        }
        if (!cookies.isEmpty()) {
            headers.add("cookie", cookies.toString());
        }
    }

    private static void requireField(String name, String value) throws MalformedMessageException {
        if (!Octets.isToken(name) || !value.chars().allMatch(Octets::isField)) {
            throw MalformedMessageException.badRequest("a malformed field");
        }
        if (ResponseHead.belongsToConnection(name) && !name.equals("content-length")) {
            throw MalformedMessageException.badRequest("a field of HTTP/1.1 connections");
        }
    }

    private static String text(@Nullable CharSequence value) {
        return value == null ? "" : value.toString();
    }

    private static boolean isTarget(String text) {
        return text.startsWith("/") && text.chars().allMatch(c -> c < 0x80 && Octets.isTarget(c));
    }
}

package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.http.message.Headers;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Locale;

/** A response's head as HTTP/2 fields, held to the same rules as one of HTTP/1.1. */
final class Http2ResponseHead {
    private Http2ResponseHead() {}

    /**
     * The fields, Content-Length and Date among them.
     *
     * @throws IllegalArgumentException for a malformed name or value
     */
    static Http2Headers of(ResponseHead head, DateField date) {
        // Not validated by Netty: its checks are others than those of HTTP/1.1, and of its own
        // kind.
        Http2Headers fields = new DefaultHttp2Headers(false);
        fields.status(Integer.toString(head.response().status()));
        Headers given = head.response().headers();
        for (int i = 0; i < given.size(); i++) {
            if (!ResponseHead.belongsToConnection(given.name(i))) {
                fields.add(name(given.name(i)), value(given.value(i)));
            }
        }
        if (head.length() >= 0) {
            fields.set("content-length", Long.toString(head.length()));
        }
        if (!fields.contains("date")) {
            fields.add("date", date.value());
        }
        return fields;
    }

    private static String name(String name) {
        if (!Octets.isToken(name)) {
            throw new IllegalArgumentException("a malformed name: " + name);
        }
        return name.toLowerCase(Locale.ROOT);
    }

    /** Characters up to U+00FF stand for the bytes that they came as; others become UTF-8. */
    private static String value(String value) {
        boolean bytes = value.chars().allMatch(c -> c <= 0xff);
        String octets = bytes ? value : new String(value.getBytes(UTF_8), ISO_8859_1);
        if (!octets.chars().allMatch(Octets::isField)) {
            throw new IllegalArgumentException("a control character in a field value");
        }
        return octets;
    }
}

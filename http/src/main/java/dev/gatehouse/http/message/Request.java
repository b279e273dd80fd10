package dev.gatehouse.http.message;

/**
 * A request as it stood on the wire.
 *
 * @param method the verb, upper case as sent
 * @param rawPath the path before any decoding, beginning with {@code /}
 * @param rawQuery what follows the first {@code ?}, undecoded; empty when there is none
 * @param headers every field; for HTTP/2 the {@code :authority} stands here as {@code Host}
 * @param connection where it came from, and when that goes away
 */
public record Request(
        String method,
        String rawPath,
        String rawQuery,
        Headers headers,
        Body body,
        Connection connection) {
    public Request withBody(Body other) {
        return new Request(method, rawPath, rawQuery, headers, other, connection);
    }
}

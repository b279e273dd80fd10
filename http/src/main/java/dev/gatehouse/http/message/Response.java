package dev.gatehouse.http.message;

/**
 * A response. The engine adds {@code Content-Length} or chunking from the body and {@code Date};
 * everything else is the caller's.
 */
public record Response(int status, Headers headers, Body body) {
    public static Response of(int status, Headers headers, byte[] body) {
        return new Response(status, headers, Body.of(body));
    }
}

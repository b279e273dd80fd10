package dev.gatehouse.http.client;

/**
 * Where a backend listens.
 *
 * @param serverName the name to ask for and verify by TLS; the host unless told otherwise
 */
public record Endpoint(boolean secure, String host, int port, String serverName) {
    public static Endpoint of(boolean secure, String host, int port) {
        return new Endpoint(secure, host, port, host);
    }
}

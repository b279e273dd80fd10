package dev.gatehouse.http.message;

/** The client's end of the connection that a request came by. */
public interface Connection {
    /** The peer's address in text form, without port or brackets. */
    String remoteAddress();

    int remotePort();

    /** The port that the client connected to. */
    int localPort();

    boolean secure();

    /** {@code HTTP/1.0}, {@code HTTP/1.1} or {@code HTTP/2.0}. */
    String protocol();

    /**
     * Runs the action once when the client goes away: its connection closed, or its HTTP/2 stream
     * was reset. Runs at once if that has happened. An action of an answered request is forgotten.
     */
    void onClose(Runnable action);
}

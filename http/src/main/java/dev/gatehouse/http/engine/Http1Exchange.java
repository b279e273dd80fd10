package dev.gatehouse.http.engine;

import dev.gatehouse.http.message.Response;

/** A request that came by HTTP/1.0 or HTTP/1.1. */
final class Http1Exchange extends ServerExchange {
    private final Http1ServerConnection connection;
    private final Head.OfRequest head;
    private final boolean persists;

    Http1Exchange(
            Http1ServerConnection connection, Peer peer, Head.OfRequest head, boolean persists) {
        super(peer, connection.loop());
        this.connection = connection;
        this.head = head;
        this.persists = persists;
    }

    boolean toHead() {
        return head.method().equals("HEAD");
    }

    boolean http11() {
        return head.http11();
    }

    /** Whether the client lets the connection carry another request. */
    boolean persists() {
        return persists;
    }

    @Override
    void send(Response response) {
        connection.send(this, response);
    }

    @Override
    public String protocol() {
        return head.http11() ? "HTTP/1.1" : "HTTP/1.0";
    }
}

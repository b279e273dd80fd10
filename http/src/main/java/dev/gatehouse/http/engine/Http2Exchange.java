package dev.gatehouse.http.engine;

import dev.gatehouse.http.message.Response;

/** A request that came by an HTTP/2 stream. */
final class Http2Exchange extends ServerExchange {
    private final Http2StreamHandler stream;

    Http2Exchange(Http2StreamHandler stream, Peer peer) {
        super(peer, stream.loop());
        this.stream = stream;
    }

    @Override
    void send(Response response) {
        stream.send(response);
    }

    @Override
    public String protocol() {
        return "HTTP/2.0";
    }
}

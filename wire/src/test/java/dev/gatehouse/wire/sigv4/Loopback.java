package dev.gatehouse.wire.sigv4;

import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.Connection;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;

/** A client that stays. */
record Loopback() implements Connection {
    static Request request(String method, String target, Headers headers) {
        int mark = target.indexOf('?');
        return new Request(
                method,
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                headers,
                Body.empty(),
                new Loopback());
    }

    @Override
    public String remoteAddress() {
        return "127.0.0.1";
    }

    @Override
    public int remotePort() {
        return 50_000;
    }

    @Override
    public int localPort() {
        return 4566;
    }

    @Override
    public boolean secure() {
        return false;
    }

    @Override
    public String protocol() {
        return "HTTP/1.1";
    }

    @Override
    public void onClose(Runnable action) {}
}

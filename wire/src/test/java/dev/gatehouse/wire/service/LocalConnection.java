package dev.gatehouse.wire.service;

import dev.gatehouse.http.message.Connection;

/** A connection that never breaks. */
record LocalConnection() implements Connection {
    @Override
    public String remoteAddress() {
        return "127.0.0.1";
    }

    @Override
    public int remotePort() {
        return 50000;
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

package dev.gatehouse.http.engine;

import dev.gatehouse.http.server.ClientLimits;
import dev.gatehouse.http.server.Handler;
import io.netty.channel.group.ChannelGroup;

/** What every connection of one listener shares. */
record ServerContext(
        Handler handler, ClientLimits limits, DateField date, ChannelGroup connections) {
    /** Sent through a connection's pipeline when its listener closes. */
    enum Drain {
        REQUESTED
    }

    /** Whether there are as many connections as there may be. */
    boolean full() {
        return connections.size() >= limits.maxConnections();
    }
}

package dev.gatehouse.http.engine;

import dev.gatehouse.http.server.Handler;
import dev.gatehouse.http.server.ListenOptions;
import io.netty.channel.group.ChannelGroup;

/** What every connection of one listener shares. */
record ServerContext(
        Handler handler,
        ListenOptions options,
        EngineOptions engine,
        DateField date,
        ChannelGroup connections) {
    /** Sent through a connection's pipeline when its listener closes. */
    enum Drain {
        REQUESTED
    }
}

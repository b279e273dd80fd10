package dev.gatehouse.http.engine;

import dev.gatehouse.http.server.Listener;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A bound port and the connections that came by it. */
final class HttpListener implements Listener {
    private final Channel acceptor;
    private final ChannelGroup connections;
    private final int port;

    HttpListener(Channel acceptor, ChannelGroup connections) {
        this.acceptor = acceptor;
        this.connections = connections;
        this.port = ((InetSocketAddress) acceptor.localAddress()).getPort();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close(Duration grace) {
        acceptor.close().awaitUninterruptibly();
        for (Channel connection : connections) {
            connection
                    .eventLoop()
                    .execute(() ->
                            connection
                                    .pipeline()
                                    .fireUserEventTriggered(ServerContext.Drain.REQUESTED));
        }
        connections.newCloseFuture().awaitUninterruptibly(grace.toMillis());
        connections.close().awaitUninterruptibly();
    }
}

package dev.gatehouse.http.engine;

import dev.gatehouse.http.server.Listener;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.group.ChannelGroup;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A bound port or socket file, and the connections that came by it. */
// Netty tells the pipeline of what fails, so nobody looks at the futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpListener implements Listener {
    private final Channel acceptor;
    private final ChannelGroup connections;
    private final int port;

    HttpListener(Channel acceptor, ChannelGroup connections) {
        this.acceptor = acceptor;
        this.connections = connections;
        this.port =
                acceptor.localAddress() instanceof InetSocketAddress bound ? bound.getPort() : 0;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close(Duration grace) {
        acceptor.close().awaitUninterruptibly();
        connections.forEach(HttpListener::drain);
        connections.newCloseFuture().awaitUninterruptibly(grace.toMillis());
        // Also what is only now being set up.
        connections.close();
        connections.forEach(HttpListener::cut);
        connections.newCloseFuture().awaitUninterruptibly();
    }

    private static void drain(Channel connection) {
        connection
                .eventLoop()
                .execute(() ->
                        connection
                                .pipeline()
                                .fireUserEventTriggered(ServerContext.Drain.REQUESTED));
    }

    /** Closes the connection past its handlers: that of HTTP/2 would wait for open streams. */
    static void cut(Channel connection) {
        ChannelHandlerContext first = connection.pipeline().firstContext();
        if (first != null) {
            first.close();
        }
    }
}

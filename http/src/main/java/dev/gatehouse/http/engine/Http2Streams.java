package dev.gatehouse.http.engine;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;

/** Gives each HTTP/2 stream of a connection its exchange. */
@Sharable
final class Http2Streams extends ChannelInitializer<Channel> {
    private final ServerContext server;
    private final Peer peer;

    Http2Streams(ServerContext server, Peer peer) {
        this.server = server;
        this.peer = peer;
    }

    @Override
    protected void initChannel(Channel stream) {
        stream.pipeline().addLast(new Http2StreamHandler(server, stream, peer));
    }
}

package dev.gatehouse.http.engine;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The open streams of one HTTP/2 connection; gives each new one its handler. */
// Netty tells the pipeline of what fails, so nobody looks at the futures.
@SuppressWarnings("FutureReturnValueIgnored")
@Sharable
final class Http2Streams extends ChannelInitializer<Channel> {
    private final ServerContext server;
    private final Peer peer;
    private final Set<Http2StreamHandler> open = new HashSet<>();

    Http2Streams(ServerContext server, Peer peer) {
        this.server = server;
        this.peer = peer;
    }

    @Override
    protected void initChannel(Channel stream) {
        Http2StreamHandler handler = new Http2StreamHandler(server, stream, peer);
        open.add(handler);
        stream.closeFuture().addListener(_ -> open.remove(handler));
        stream.pipeline().addLast(handler);
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /**
     * Resets the streams whose client is too slow.
     *
     * @return false when it does not even take such a reset
     */
    boolean keepPace(long now) {
        boolean alive = true;
        for (Http2StreamHandler stream : List.copyOf(open)) {
            alive &= stream.keepsPace(now);
        }
        return alive;
    }

    /** The connection is closed: Netty tells only those streams that are being read. */
    void connectionGone() {
        List.copyOf(open).forEach(Http2StreamHandler::clientGone);
    }
}

package dev.gatehouse.http.engine;

import dev.gatehouse.http.server.ClientLimits;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Ends an HTTP/2 connection that nobody uses any more, or whose listener closes, and its streams
 * whose client is too slow. It looks from time to time, so a limit is kept to within a quarter of
 * itself.
 */
// Netty tells the pipeline of what fails, so nobody looks at the futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2ConnectionGuard extends ChannelInboundHandlerAdapter {
    private final Http2Streams streams;
    private final long periodNanos;
    private final long idleNanos;
    private long lastTraffic = System.nanoTime();

    Http2ConnectionGuard(Http2Streams streams, ClientLimits limits) {
        this.streams = streams;
        this.periodNanos = ConnectionWatch.periodNanos(limits);
        this.idleNanos = ConnectionWatch.idleNanos(limits);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        lookLater(ctx);
    }

    private void lookLater(ChannelHandlerContext ctx) {
        ctx.executor().schedule(() -> look(ctx), periodNanos, TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext ctx) {
        if (!ctx.channel().isOpen()) {
            return;
        }
        long now = System.nanoTime();
        if (!streams.isEmpty()) {
            lastTraffic = now;
        }
        if (!streams.keepPace(now)) {
            HttpListener.cut(ctx.channel());
        } else if (now - lastTraffic > idleNanos) {
            ctx.close();
        } else {
            lookLater(ctx);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        // Settings, pings and the like: the codec has answered them.
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        streams.connectionGone();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ServerContext.Drain.REQUESTED) {
            // The codec says GOAWAY and closes once the open streams have ended.
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Faults.ofConnection(cause);
    }
}

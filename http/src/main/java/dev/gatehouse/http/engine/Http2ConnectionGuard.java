package dev.gatehouse.http.engine;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends an HTTP/2 connection that nobody uses any more, or whose listener closes. */
// Netty tells the pipeline of what fails, so nobody looks at the futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2ConnectionGuard extends ChannelInboundHandlerAdapter {
    private final Http2FrameCodec codec;
    private final long idleNanos;
    private long lastTraffic = System.nanoTime();

    Http2ConnectionGuard(Http2FrameCodec codec, Duration idleTimeout) {
        this.codec = codec;
        this.idleNanos = idleTimeout.toNanos();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (idleNanos > 0) {
            lookLater(ctx);
        }
    }

    private void lookLater(ChannelHandlerContext ctx) {
        long period = Math.max(idleNanos / 4, 50_000_000L);
        ctx.executor().schedule(() -> look(ctx), period, TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext ctx) {
        if (!ctx.channel().isOpen()) {
            return;
        }
        if (codec.connection().numActiveStreams() > 0) {
            lastTraffic = System.nanoTime();
        } else if (System.nanoTime() - lastTraffic > idleNanos) {
            ctx.close();
            return;
        }
        lookLater(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        // Settings, pings and the like: the codec has answered them.
        ReferenceCountUtil.release(message);
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

package dev.gatehouse.http.engine;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose client may still be sending: says that nothing more will come, then
 * drops what the client sends until it closes too or a short time has passed. Closing at once would
 * make the system reset the connection, and the client might never see the answer.
 */
// Netty tells the pipeline of what fails, so nobody looks at the futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class LingeringClose extends ChannelInboundHandlerAdapter {
    private static final int LIMIT_SECONDS = 2;

    /**
     * Takes the place of the handler, which drops what comes from now on, when what it has written
     * is out.
     */
    static void afterFlush(Channel channel, ChannelHandler handler) {
        channel.config().setAutoRead(true);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(written -> {
                    if (written.isSuccess()) {
                        replace(channel, handler);
                    } else {
                        channel.close();
                    }
                });
    }

    private static void replace(Channel channel, ChannelHandler handler) {
        channel.pipeline().replace(handler, null, new LingeringClose());
        if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        }
        channel.eventLoop().schedule(() -> channel.close(), LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}

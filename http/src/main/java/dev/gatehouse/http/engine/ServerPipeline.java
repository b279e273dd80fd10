package dev.gatehouse.http.engine;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Fits out each connection that a listener accepts. */
// Netty tells the pipeline of what fails, so nobody looks at the futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class ServerPipeline extends ChannelInitializer<Channel> {
    private static final Logger LOG = System.getLogger(ServerPipeline.class.getName());
    private static final long TELL_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final ServerContext server;
    private final @Nullable SslContext tls;
    private final AtomicLong toldOfRefusal = new AtomicLong(System.nanoTime() - TELL_AGAIN_NANOS);

    ServerPipeline(ServerContext server, @Nullable SslContext tls) {
        this.server = server;
        this.tls = tls;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (server.full()) {
            refuse(channel);
            return;
        }
        server.connections().add(channel);
        Peer peer = Peer.of(channel, tls != null);
        if (tls == null) {
            channel.pipeline().addLast(new Http1ServerConnection(server, channel, peer));
        } else {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()), new Negotiated(peer));
        }
    }

    /** Closes the connection at once: an answer would cost what there is too little of. */
    private void refuse(Channel channel) {
        channel.close();
        long now = System.nanoTime();
        long told = toldOfRefusal.get();
        if (now - told >= TELL_AGAIN_NANOS && toldOfRefusal.compareAndSet(told, now)) {
            LOG.log(
                    Level.WARNING,
                    "refusing connections: {0} are open, the most that are allowed",
                    server.limits().maxConnections());
        }
    }

    /** Waits for TLS to settle on a protocol. */
    private final class Negotiated extends ApplicationProtocolNegotiationHandler {
        private final Peer peer;

        Negotiated(Peer peer) {
            super(ApplicationProtocolNames.HTTP_1_1);
            this.peer = peer;
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
            Channel channel = ctx.channel();
            if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                Http2Start.byNegotiation(server, channel, peer);
            } else {
                channel.pipeline().addLast(new Http1ServerConnection(server, channel, peer));
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
            if (event == ServerContext.Drain.REQUESTED) {
                ctx.close();
            } else {
                super.userEventTriggered(ctx, event);
            }
        }

        @Override
        protected void handshakeFailure(ChannelHandlerContext ctx, Throwable cause) {
            Faults.ofConnection(cause);
            ctx.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            Faults.ofConnection(cause);
            ctx.close();
        }
    }
}

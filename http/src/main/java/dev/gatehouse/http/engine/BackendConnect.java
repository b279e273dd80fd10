package dev.gatehouse.http.engine;

import dev.gatehouse.http.client.Endpoint;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Makes one connection to an endpoint: resolves its name away from the event loop, asks the egress
 * rule about each address, and tries those that it allows in turn.
 */
// Netty tells the pipeline of what fails, so nobody looks at the futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class BackendConnect {
    /** Hears the end of it, once, on the event loop. */
    interface Listener {
        void connected(Channel channel);

        void failed(String reason);
    }

    private final Endpoint endpoint;
    private final LoopPools pools;
    private final Listener listener;
    private final Queue<InetAddress> candidates = new ArrayDeque<>(2);

    BackendConnect(Endpoint endpoint, LoopPools pools, Listener listener) {
        this.endpoint = endpoint;
        this.pools = pools;
        this.listener = listener;
    }

    void start() {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(endpoint.host());
        if (literal == null) {
            Thread.ofVirtual().name("resolve " + endpoint.host()).start(this::resolve);
            return;
        }
        try {
            resolved(InetAddress.getByAddress(literal));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + literal.length + " octets", e);
        }
    }

    private void resolve() {
        EventLoop loop = pools.loop();
        try {
            InetAddress[] addresses = InetAddress.getAllByName(endpoint.host());
            loop.execute(() -> resolved(addresses));
        } catch (UnknownHostException e) {
            loop.execute(() -> listener.failed("unknown host " + endpoint.host()));
        }
    }

    private void resolved(InetAddress... addresses) {
        for (InetAddress address : addresses) {
            if (pools.options().egress().allows(address)) {
                candidates.add(address);
            }
        }
        if (candidates.isEmpty()) {
            listener.failed("the address of " + endpoint.host() + " may not be connected to");
        } else {
            tryNext();
        }
    }

    private void tryNext() {
        InetAddress address = candidates.remove();
        int millis = Math.toIntExact(pools.options().connectTimeout().toMillis());
        ChannelFuture attempt =
                new Bootstrap()
                        .group(pools.loop())
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .handler(new Prepare(millis))
                        .connect(address, endpoint.port());
        attempt.addListener(done -> {
            if (done.isSuccess()) {
                secure(attempt.channel());
            } else {
                attemptFailed(done.cause());
            }
        });
    }

    private final class Prepare extends ChannelInitializer<Channel> {
        private final int handshakeMillis;

        Prepare(int handshakeMillis) {
            this.handshakeMillis = handshakeMillis;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (endpoint.secure()) {
                SslHandler handler =
                        pools.tls()
                                .newHandler(
                                        channel.alloc(), endpoint.serverName(), endpoint.port());
                handler.setHandshakeTimeoutMillis(handshakeMillis);
                channel.pipeline().addLast(handler, new TlsFailure());
            }
        }
    }

    /** Hears of a failed handshake, which its future tells too, so that nobody warns of it. */
    private static final class TlsFailure extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            Faults.ofConnection(cause);
            ctx.close();
        }
    }

    private void secure(Channel channel) {
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        if (handler == null) {
            listener.connected(channel);
            return;
        }
        handler.handshakeFuture().addListener(done -> handshaken(channel, done.cause()));
    }

    private void handshaken(Channel channel, @Nullable Throwable failure) {
        if (failure == null) {
            listener.connected(channel);
        } else {
            channel.close();
            attemptFailed(failure);
        }
    }

    private void attemptFailed(Throwable cause) {
        if (candidates.isEmpty()) {
            listener.failed("cannot connect to " + endpoint.host() + ": " + cause.getMessage());
        } else {
            tryNext();
        }
    }
}

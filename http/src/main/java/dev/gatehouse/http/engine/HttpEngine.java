package dev.gatehouse.http.engine;

import dev.gatehouse.http.client.HttpClient;
import dev.gatehouse.http.server.Handler;
import dev.gatehouse.http.server.ListenOptions;
import dev.gatehouse.http.server.Listener;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/**
 * The event loops, and the listeners and clients that run on them. Thread-safe. Closing the engine
 * closes every connection; close listeners first to let requests finish.
 */
public final class HttpEngine implements AutoCloseable {
    private static final int BACKLOG = 4096;

    private final EventLoopGroup loops;
    private final DateField date;

    private HttpEngine(EngineOptions options) {
        this.loops =
                new MultiThreadIoEventLoopGroup(
                        options.eventLoops(),
                        new DefaultThreadFactory("http", true),
                        NioIoHandler.newFactory());
        this.date = new DateField(options.clock());
    }

    public static HttpEngine start(EngineOptions options) {
        return new HttpEngine(options);
    }

    /**
     * Binds a port and serves its requests until the listener is closed.
     *
     * @throws UncheckedIOException when the port cannot be bound or the certificate not be read
     */
    public Listener listen(ListenOptions listen, Handler handler) {
        SslContext tls = listen.tls() == null ? null : Tls.server(listen.tls());
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        ServerContext server = new ServerContext(handler, listen.limits(), date, connections);
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(loops)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(new ServerPipeline(server, tls))
                        .bind(listen.address(), listen.port())
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new UncheckedIOException(
                    "cannot listen on " + listen.address() + " port " + listen.port(),
                    new IOException(bound.cause()));
        }
        return new HttpListener(bound.channel(), connections);
    }

    /** A client with connection pools of its own. */
    public HttpClient client(ClientOptions client) {
        return new PooledHttpClient(client, loops);
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}

package dev.gatehouse.http.engine;

import dev.gatehouse.http.client.HttpClient;
import dev.gatehouse.http.server.ClientLimits;
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
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
        ServerBootstrap port =
                new ServerBootstrap()
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true);
        var address = new InetSocketAddress(listen.address(), listen.port());
        String place = listen.address() + " port " + listen.port();
        return listen(port, address, place, new Serving(handler, listen.limits(), tls));
    }

    /**
     * Makes a socket file and serves what comes by it until the listener is closed, which removes
     * the file. Its permissions are the caller's to set.
     *
     * @throws UncheckedIOException when it cannot be made there
     */
    public Listener listen(Path socket, ClientLimits limits, Handler handler) {
        ServerBootstrap file = new ServerBootstrap().channel(NioServerDomainSocketChannel.class);
        try (ShortPath place = ShortPath.to(socket)) {
            var address = UnixDomainSocketAddress.of(place.path());
            Serving serving = new Serving(handler, limits, null);
            return new SocketFile(listen(file, address, socket.toString(), serving), socket);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + socket, e);
        }
    }

    private record Serving(Handler handler, ClientLimits limits, @Nullable SslContext tls) {}

    /**
     * @param place the address as who asked for it knows it
     */
    private Listener listen(
            ServerBootstrap kind, SocketAddress address, String place, Serving serving) {
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        var server = new ServerContext(serving.handler, serving.limits, date, connections);
        ChannelFuture bound =
                kind.group(loops)
                        .childHandler(new ServerPipeline(server, serving.tls))
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new UncheckedIOException(
                    "cannot listen on " + place, new IOException(bound.cause()));
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

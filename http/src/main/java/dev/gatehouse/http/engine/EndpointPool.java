package dev.gatehouse.http.engine;

import dev.gatehouse.http.client.Endpoint;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop to one endpoint. The connection that was used last is used
 * first, so that those not needed grow old and are closed. Used on that loop only.
 */
// Netty tells the pipeline of what fails, so nobody looks at the futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class EndpointPool {
    private final Endpoint endpoint;
    private final LoopPools owner;
    private final int maxConnections;
    private final int maxWaiting;
    private final ArrayDeque<Http1ClientConnection> idle = new ArrayDeque<>();
    private final ArrayDeque<ClientExchange> waiting = new ArrayDeque<>();

    /** Connections that exist or are being made. */
    private int connections;

    private boolean sweeping;

    EndpointPool(Endpoint endpoint, LoopPools owner) {
        this.endpoint = endpoint;
        this.owner = owner;
        this.maxConnections = owner.share(owner.options().maxConnections());
        this.maxWaiting = owner.share(owner.options().maxWaiting());
    }

    /** Gives the exchange a connection now or later, or fails it. */
    void acquire(ClientExchange exchange) {
        Http1ClientConnection ready = idle.pollLast();
        if (ready != null) {
            ready.send(exchange);
        } else if (connections < maxConnections) {
            connect(exchange);
        } else if (waiting.size() < maxWaiting || waiting.removeIf(ClientExchange::isDone)) {
            waiting.add(exchange);
        } else {
            exchange.unreachable("too many requests wait for a connection");
        }
    }

    /** Gives the exchange a connection that has never been used, so cannot be stale. */
    void connect(ClientExchange exchange) {
        connections++;
        new BackendConnect(endpoint, owner, new Connecting(exchange)).start();
    }

    private final class Connecting implements BackendConnect.Listener {
        private final ClientExchange exchange;

        Connecting(ClientExchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void connected(Channel channel) {
            Http1ClientConnection connection =
                    new Http1ClientConnection(
                            channel, EndpointPool.this, owner.options().maxHeadBytes());
            channel.pipeline().addLast(connection);
            if (exchange.isDone()) {
                release(connection);
            } else {
                connection.send(exchange);
            }
        }

        @Override
        public void failed(String reason) {
            connections--;
            exchange.unreachable(reason);
            serveWaiting();
        }
    }

    /** Takes back a connection that can carry another request. */
    void release(Http1ClientConnection connection) {
        ClientExchange next = nextWaiting();
        if (next != null) {
            connection.send(next);
            return;
        }
        idle.add(connection);
        connection.idleSince(System.nanoTime());
        if (!sweeping) {
            sweeping = true;
            sweepLater();
        }
    }

    /** A connection was closed. */
    void closed(Http1ClientConnection connection) {
        connections--;
        idle.remove(connection);
        serveWaiting();
    }

    private void serveWaiting() {
        ClientExchange next = nextWaiting();
        if (next != null) {
            connect(next);
        } else if (connections == 0) {
            owner.forget(endpoint);
        }
    }

    private @Nullable ClientExchange nextWaiting() {
        ClientExchange next = waiting.poll();
        while (next != null && next.isDone()) {
            next = waiting.poll();
        }
        return next;
    }

    private void sweepLater() {
        long period = Math.max(owner.options().keepAlive().toNanos() / 4, 10_000_000L);
        owner.loop().schedule(this::sweep, period, TimeUnit.NANOSECONDS);
    }

    private void sweep() {
        long oldest = System.nanoTime() - owner.options().keepAlive().toNanos();
        Http1ClientConnection first = idle.peekFirst();
        while (first != null && first.idleSince() - oldest < 0) {
            idle.removeFirst();
            first.close();
            first = idle.peekFirst();
        }
        sweeping = connections > 0;
        if (sweeping) {
            sweepLater();
        }
    }
}

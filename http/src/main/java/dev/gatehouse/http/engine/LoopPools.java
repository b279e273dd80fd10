package dev.gatehouse.http.engine;

import dev.gatehouse.http.client.Endpoint;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import java.util.HashMap;
import java.util.Map;

/** The connection pools of one event loop; used on that loop only. */
final class LoopPools {
    private final EventLoop loop;
    private final int loops;
    private final ClientOptions options;
    private final SslContext tls;
    private final Map<Endpoint, EndpointPool> pools = new HashMap<>();

    LoopPools(EventLoop loop, int loops, ClientOptions options, SslContext tls) {
        this.loop = loop;
        this.loops = loops;
        this.options = options;
        this.tls = tls;
    }

    EventLoop loop() {
        return loop;
    }

    ClientOptions options() {
        return options;
    }

    SslContext tls() {
        return tls;
    }

    /** This loop's fair share of a limit that holds for all of them. */
    int share(int limit) {
        return Math.ceilDiv(limit, loops);
    }

    EndpointPool pool(Endpoint endpoint) {
        EndpointPool known = pools.get(endpoint);
        if (known == null) {
            known = new EndpointPool(endpoint, this);
            pools.put(endpoint, known);
        }
        return known;
    }

    /** Forgets a pool that has become empty, so that endpoints once used take no memory. */
    void forget(Endpoint endpoint) {
        pools.remove(endpoint);
    }
}

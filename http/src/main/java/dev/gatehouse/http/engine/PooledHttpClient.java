package dev.gatehouse.http.engine;

import dev.gatehouse.http.client.ClientOutcome;
import dev.gatehouse.http.client.ClientRequest;
import dev.gatehouse.http.client.HttpClient;
import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.BytesBody;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends requests from the event loop that asks, over connections that belong to that loop; threads
 * that are none of them take turns.
 */
final class PooledHttpClient implements HttpClient {
    private final List<LoopPools> pools = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    PooledHttpClient(ClientOptions options, EventLoopGroup loops) {
        SslContext tls = Tls.client(options.trustedCertificates());
        int count = 0;
        for (EventExecutor ignored : loops) {
            count++;
        }
        for (EventExecutor loop : loops) {
            pools.add(new LoopPools((EventLoop) loop, count, options, tls));
        }
    }

    @Override
    public CompletionStage<ClientOutcome> send(ClientRequest request) {
        Body body = request.body();
        LoopPools chosen = choose(body);
        ClientExchange exchange = new ClientExchange(request, chosen);
        if (body instanceof BytesBody || body instanceof StreamedBody) {
            exchange.start();
        } else {
            throw new IllegalArgumentException("a body of an unknown kind: " + body.getClass());
        }
        return exchange;
    }

    private LoopPools choose(Body body) {
        for (LoopPools candidate : pools) {
            if (candidate.loop().inEventLoop()) {
                return candidate;
            }
        }
        if (body instanceof StreamedBody streamed) {
            for (LoopPools candidate : pools) {
                if (candidate.loop().equals(streamed.loop())) {
                    return candidate;
                }
            }
        }
        return pools.get(Math.floorMod(turn.getAndIncrement(), pools.size()));
    }
}

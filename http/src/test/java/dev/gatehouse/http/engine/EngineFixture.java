package dev.gatehouse.http.engine;

import dev.gatehouse.http.client.Endpoint;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.http.server.ClientLimits;
import dev.gatehouse.http.server.Handler;
import dev.gatehouse.http.server.ListenOptions;
import dev.gatehouse.http.server.Listener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An engine with two loops and the listeners of one test. */
final class EngineFixture implements AutoCloseable {
    static final int MAX_HEAD = 10_240;

    static final ClientLimits LIMITS =
            new ClientLimits(1_000, MAX_HEAD, Duration.ofSeconds(10), Duration.ofSeconds(30), 0);

    final HttpEngine engine;
    private final List<Listener> listeners = new ArrayList<>();

    EngineFixture() {
        engine = HttpEngine.start(new EngineOptions(2, InstantSource.system()));
    }

    Listener listen(Handler handler) {
        return listen(LIMITS, handler);
    }

    /** The usual limits with so much time for a head, and for so much of a body. */
    static ClientLimits within(Duration headTimeout, int minBytesPerSecond) {
        return new ClientLimits(
                1_000, MAX_HEAD, headTimeout, Duration.ofSeconds(30), minBytesPerSecond);
    }

    Listener listen(ClientLimits limits, Handler handler) {
        return listen(new ListenOptions("127.0.0.1", 0, null, limits), handler);
    }

    Listener listen(ListenOptions options, Handler handler) {
        Listener listener = engine.listen(options, handler);
        listeners.add(listener);
        return listener;
    }

    static Endpoint endpoint(Listener listener) {
        return Endpoint.of(false, "127.0.0.1", listener.port());
    }

    static Response text(String body) {
        return Response.of(200, Headers.empty(), body.getBytes(StandardCharsets.UTF_8));
    }

    static CompletionStage<Response> now(Response response) {
        return CompletableFuture.completedFuture(response);
    }

    @Override
    public void close() {
        listeners.forEach(listener -> listener.close(Duration.ZERO));
        engine.close();
    }
}

package dev.gatehouse.http.engine;

import dev.gatehouse.http.client.ClientOutcome;
import dev.gatehouse.http.client.ClientRequest;
import dev.gatehouse.http.message.BytesBody;
import dev.gatehouse.http.message.Response;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request to a backend until its response's last byte; the future is its outcome. Cancelling it
 * ends the request, and closes the connection that carries it.
 */
final class ClientExchange extends CompletableFuture<ClientOutcome> {
    private static final String TIME_OUT = "the time for the response ran out";

    private final ClientRequest request;
    private final LoopPools pools;
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable Http1ClientConnection connection;
    private boolean repeated;

    /** The response's body, once there is one. */
    private @Nullable StreamedBody incoming;

    private long uploadBegan;
    private long uploadNanos;
    private long excusedNanos;

    ClientExchange(ClientRequest request, LoopPools pools) {
        this.request = request;
        this.pools = pools;
    }

    ClientRequest request() {
        return request;
    }

    /** Begins; to be called once, from any thread. */
    void start() {
        EventLoop loop = pools.loop();
        if (loop.inEventLoop()) {
            acquire();
        } else {
            loop.execute(this::acquire);
        }
    }

    private void acquire() {
        long nanos = request.timeout().toNanos();
        deadline = pools.loop().schedule(this::timeOut, nanos, TimeUnit.NANOSECONDS);
        pools.pool(request.endpoint()).acquire(this);
    }

    /** The connection that carries the request from now on, or none any more. */
    void carriedBy(@Nullable Http1ClientConnection carrier) {
        connection = carrier;
    }

    /** A streamed body of the request begins to go out. */
    void uploadBegins() {
        uploadBegan = System.nanoTime();
    }

    void uploadEnds() {
        uploadNanos = System.nanoTime() - uploadBegan;
        uploadBegan = 0;
    }

    void answered(Response response) {
        incoming = response.body() instanceof StreamedBody streamed ? streamed : null;
        if (!complete(new ClientOutcome.Answered(response))) {
            ServerExchange.drop(response.body());
        }
    }

    void unreachable(String reason) {
        failed(new ClientOutcome.Unreachable(reason));
    }

    void failed(ClientOutcome outcome) {
        finished();
        if (complete(outcome)) {
            ServerExchange.drop(request.body());
        }
    }

    /** The connection turned out to have been closed by the backend before it read anything. */
    void stale(String reason) {
        if (repeated || isDone() || !isRepeatable()) {
            unreachable(reason);
            return;
        }
        repeated = true;
        connection = null;
        pools.pool(request.endpoint()).connect(this);
    }

    private boolean isRepeatable() {
        boolean idempotent =
                switch (request.method()) {
                    case "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE" -> true;
                    default -> false;
                };
        return idempotent && request.body() instanceof BytesBody;
    }

    /** Nothing more will come or be read: the deadline has no object any more. */
    void finished() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
        connection = null;
    }

    private void timeOut() {
        deadline = null;
        long more = callersNanos() - excusedNanos;
        if (more > 0) {
            excusedNanos += more;
            deadline = pools.loop().schedule(this::timeOut, more, TimeUnit.NANOSECONDS);
            return;
        }
        boolean unanswered = complete(new ClientOutcome.TimedOut());
        abort(TIME_OUT);
        if (unanswered) {
            ServerExchange.drop(request.body());
        }
        if (incoming != null) {
            incoming.fail(TIME_OUT);
        }
    }

    /** How long the backend has waited for the caller. */
    private long callersNanos() {
        long nanos = incoming == null ? 0 : incoming.heldUpNanos();
        if (request.body() instanceof StreamedBody outgoing) {
            long going = uploadBegan == 0 ? uploadNanos : System.nanoTime() - uploadBegan;
            nanos += Math.max(0, going - outgoing.heldUpNanos());
        }
        return nanos;
    }

    private void abort(String reason) {
        Http1ClientConnection carrier = connection;
        finished();
        if (carrier != null) {
            carrier.abort(this, reason);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            pools.loop()
                    .execute(() -> {
                        abort("the request was cancelled");
                        ServerExchange.drop(request.body());
                    });
        }
        return cancelled;
    }
}

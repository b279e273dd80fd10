package dev.gatehouse.http.engine;

import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a server connection whose client keeps it waiting: for a head that began or never came,
 * for the rest of a body, for the next request, or for room to write. It looks from time to time,
 * so a limit is kept to within a quarter of itself.
 */
// Netty tells the pipeline of what fails, so nobody looks at the futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class ConnectionWatch {
    /** What the server waits for; a {@code NOTHING} has no limit. */
    enum Waits {
        HEAD,
        TRAFFIC,
        NOTHING
    }

    private final Channel channel;
    private final long headNanos;
    private final long idleNanos;
    private Waits waits = Waits.HEAD;
    private long since = System.nanoTime();
    private @Nullable ScheduledFuture<?> nextLook;

    ConnectionWatch(Channel channel, Duration headTimeout, Duration idleTimeout) {
        this.channel = channel;
        this.headNanos = headTimeout.toNanos();
        this.idleNanos = idleTimeout.isZero() ? Long.MAX_VALUE : idleTimeout.toNanos();
    }

    void start() {
        long period = Math.clamp(Math.min(headNanos, idleNanos) / 4, 50_000_000L, 5_000_000_000L);
        nextLook = channel.eventLoop().schedule(this::look, period, TimeUnit.NANOSECONDS);
    }

    /** The connection is closed, or somebody else's from now on. */
    void stop() {
        if (nextLook != null) {
            nextLook.cancel(false);
            nextLook = null;
        }
    }

    /** The time of a head runs from its first byte, that of traffic from the last. */
    void waitsFor(Waits next) {
        if (next != Waits.HEAD || waits != Waits.HEAD) {
            waits = next;
            since = System.nanoTime();
        }
    }

    private void look() {
        long limit =
                switch (waits) {
                    case HEAD -> headNanos;
                    case TRAFFIC -> idleNanos;
                    case NOTHING -> Long.MAX_VALUE;
                };
        if (System.nanoTime() - since > limit) {
            channel.close();
        } else {
            start();
        }
    }
}

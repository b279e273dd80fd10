package dev.gatehouse.http.engine;

import dev.gatehouse.http.server.ClientLimits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a server connection whose client keeps it waiting: for a head that began or never came,
 * for a body that trickles, for the next request, or for room to write. It looks from time to time,
 * so a limit is kept to within a quarter of itself.
 */
// Netty tells the pipeline of what fails, so nobody looks at the futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class ConnectionWatch {
    /** What the server waits for; a {@code NOTHING} has no limit. */
    enum Waits {
        HEAD,
        BODY,
        TRAFFIC,
        NOTHING
    }

    private final Channel channel;
    private final ClientLimits limits;
    private final long headNanos;
    private final long idleNanos;
    private final Pace receiving;
    private final Pace sending;
    private Waits waits = Waits.HEAD;
    private long since = System.nanoTime();
    private long received;
    private @Nullable ScheduledFuture<?> nextLook;

    ConnectionWatch(Channel channel, ClientLimits limits) {
        this.channel = channel;
        this.limits = limits;
        this.headNanos = limits.headTimeout().toNanos();
        this.idleNanos = idleNanos(limits);
        this.receiving = Pace.ofBodies(limits);
        this.sending = Pace.ofAnswers(limits);
    }

    /** How long a connection may be idle. */
    static long idleNanos(ClientLimits limits) {
        return limits.idleTimeout().isZero() ? Long.MAX_VALUE : limits.idleTimeout().toNanos();
    }

    /** How often to look whether these limits are kept. */
    static long periodNanos(ClientLimits limits) {
        long shortest = Math.min(limits.headTimeout().toNanos(), idleNanos(limits));
        return Math.clamp(shortest / 4, 50_000_000L, 5_000_000_000L);
    }

    void start() {
        nextLook =
                channel.eventLoop().schedule(this::look, periodNanos(limits), TimeUnit.NANOSECONDS);
    }

    /** The connection is closed, or somebody else's from now on. */
    void stop() {
        if (nextLook != null) {
            nextLook.cancel(false);
            nextLook = null;
        }
    }

    /**
     * The times of a head and of a body run from their first byte, that of traffic from the last.
     */
    void waitsFor(Waits next) {
        if (next == waits && next != Waits.TRAFFIC) {
            return;
        }
        waits = next;
        since = System.nanoTime();
        if (next == Waits.BODY) {
            receiving.begin(since, received);
        }
    }

    /** So many bytes of a body came. */
    void received(int bytes) {
        received += bytes;
    }

    /** The connection can take more answers now, or no more for now. */
    void roomChanged() {
        since = System.nanoTime();
        sending.begin(since, sent());
    }

    private void look() {
        if (patienceEnds(System.nanoTime())) {
            channel.close();
        } else {
            start();
        }
    }

    private boolean patienceEnds(long now) {
        if (!channel.isWritable()) {
            return sending.tooSlow(now, sent());
        }
        return switch (waits) {
            case HEAD -> now - since > headNanos;
            case BODY -> bodyTrickles(now);
            case TRAFFIC -> now - since > idleNanos;
            case NOTHING -> false;
        };
    }

    /** A client whose body is not read at present is not slow. */
    private boolean bodyTrickles(long now) {
        if (channel.config().isAutoRead()) {
            return receiving.tooSlow(now, received);
        }
        receiving.begin(now, received);
        return false;
    }

    /** A count that grows as the client takes what waits for it. */
    private long sent() {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.currentProgress() - waiting.totalPendingWriteBytes();
    }
}

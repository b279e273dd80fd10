package dev.gatehouse.functions.log;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The events of one environment on their way to the sink. Whoever adds never waits for the sink;
 * what is too much for it is counted and dropped, so a noisy function loses its own lines only.
 */
final class Outbox {
    /** Above this a function's own lines are dropped, in bytes. */
    private static final long LIMIT = 4L << 20;

    /** Above this the platform's lines are dropped too, which the function's never bring about. */
    private static final long PLATFORM_LIMIT = 2 * LIMIT;

    /** What an event takes beside its text. */
    private static final int COST = Long.BYTES + Integer.BYTES;

    private final LogStream stream;
    private final LogWriter writer;

    /** Null while nothing waits. */
    private @Nullable LogBatch filling;

    /** What waits and what the sink is being given, in bytes. */
    private long held;

    private long heldByFilling;
    private long lost;

    /**
     * What the sink is given at once.
     *
     * @param held how much it takes, in bytes
     */
    record Delivery(LogBatch batch, long held) {}

    Outbox(LogStream stream, LogWriter writer) {
        this.stream = stream;
        this.writer = writer;
    }

    LogStream stream() {
        return stream;
    }

    /** Adds a line that the function wrote. */
    void add(long timestamp, byte[] event, int length) {
        add(timestamp, event, length, LIMIT);
    }

    /** Adds a line that the platform wrote. */
    void addPlatform(long timestamp, byte[] event, int length) {
        add(timestamp, event, length, PLATFORM_LIMIT);
    }

    private void add(long timestamp, byte[] event, int length, long limit) {
        if (accept(timestamp, event, length, limit)) {
            writer.announce(this);
        }
    }

    /** Whether it is the first that waits. */
    private synchronized boolean accept(long timestamp, byte[] event, int length, long limit) {
        if (held > limit) {
            lost++;
            return false;
        }
        LogBatch batch = filling;
        boolean first = batch == null;
        if (batch == null) {
            batch = writer.emptyBatch();
            filling = batch;
        }
        if (lost > 0) {
            byte[] notice = PlatformLines.dropped(lost).getBytes(StandardCharsets.UTF_8);
            put(batch, timestamp, notice, notice.length);
            lost = 0;
        }
        put(batch, timestamp, event, length);
        return first;
    }

    private void put(LogBatch batch, long timestamp, byte[] event, int length) {
        batch.add(timestamp, event, length);
        held += length + COST;
        heldByFilling += length + COST;
    }

    /** What waits, of which nothing waits any longer; null when there is nothing. */
    synchronized @Nullable Delivery take() {
        if (filling == null) {
            return null;
        }
        Delivery taken = new Delivery(filling, heldByFilling);
        filling = null;
        heldByFilling = 0;
        return taken;
    }

    synchronized void delivered(Delivery delivery) {
        held -= delivery.held;
    }
}

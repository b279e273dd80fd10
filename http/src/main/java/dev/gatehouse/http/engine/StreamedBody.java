package dev.gatehouse.http.engine;

import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.BodyAbortedException;
import dev.gatehouse.http.message.BodyTooLargeException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A body that comes from a connection. Its state belongs to that connection's event loop; {@link
 * #collect}, {@link #pipeTo}, {@link #unblock}, {@link #heldUpNanos} and {@link #cancel} may be
 * called from any thread.
 *
 * <p>Bytes that nobody has asked for wait here, up to a mark at which the connection stops reading.
 */
final class StreamedBody implements Body {
    private static final int HIGH_WATER = 64 * 1024;
    private static final int BUFFER_OVERHEAD = 128;

    /** The connection that the body comes from; called on its event loop. */
    interface Producer {
        /** Somebody reads the body, or reads it again. */
        void wanted();

        /** Nobody will read the rest. */
        void cancelled();

        /** The last byte has been handed over, or the body has failed or been cancelled. */
        default void consumed() {}
    }

    private final EventLoop loop;
    private final long length;
    private final Producer producer;
    private final ArrayDeque<ByteBuf> waiting = new ArrayDeque<>(4);
    private int waitingBytes;

    private long received;
    private long limit = Long.MAX_VALUE;
    private @Nullable BodySink sink;
    private boolean claimed;
    private boolean blocked;

    /** When the reader was blocked; 0 while it is not. */
    private volatile long heldSince;

    private volatile long heldNanos;
    private boolean ended;
    private boolean finished;
    private @Nullable Throwable failure;

    StreamedBody(EventLoop loop, long length, Producer producer) {
        this.loop = loop;
        this.length = length;
        this.producer = producer;
    }

    @Override
    public long length() {
        return length;
    }

    EventLoop loop() {
        return loop;
    }

    // What the connection calls.

    void offer(ByteBuf data) {
        received += data.readableBytes();
        if (finished || failure != null) {
            data.release();
        } else if (received > limit) {
            data.release();
            exceed();
        } else if (sink != null && !blocked && waiting.isEmpty()) {
            hand(data, sink);
        } else {
            waiting.add(data);
            waitingBytes += weight(data);
        }
    }

    private void hand(ByteBuf data, BodySink reader) {
        if (!reader.write(data)) {
            blocked = true;
            heldSince = System.nanoTime();
        }
    }

    /** What a buffer costs: tiny ones, which a sender can make many of, more than their bytes. */
    private static int weight(ByteBuf data) {
        return data.readableBytes() + BUFFER_OVERHEAD;
    }

    private void exceed() {
        failure = new BodyTooLargeException(limit);
        drain();
        producer.cancelled();
    }

    /** Whether the connection is to stop reading for now. */
    boolean full() {
        return !finished && failure == null && waitingBytes >= HIGH_WATER;
    }

    void flush() {
        if (sink != null && !finished) {
            sink.flush();
        }
    }

    void end() {
        ended = true;
        drain();
    }

    /** The rest will not come. A body that nobody has begun to read fails even when it is whole. */
    void fail(String reason) {
        if (finished || failure != null || (ended && claimed)) {
            return;
        }
        failure = new BodyAbortedException(reason);
        if (!claimed) {
            release();
        }
        drain();
    }

    // What readers call.

    @Override
    public CompletionStage<byte[]> collect(int limit) {
        if (length > limit) {
            cancel();
            return CompletableFuture.failedStage(new BodyTooLargeException(limit));
        }
        CollectingSink collector = new CollectingSink(this, limit);
        pipeTo(collector);
        return collector.result();
    }

    @Override
    public Body atMost(long most) {
        if (length > most) {
            cancel();
            throw new BodyTooLargeException(most);
        }
        if (length < 0) {
            onLoop(() -> {
                limit = Math.min(limit, most);
                if (received > limit && !finished && failure == null) {
                    exceed();
                }
            });
        }
        return this;
    }

    /** Hands everything to the sink, which must not have been blocked before. */
    void pipeTo(BodySink reader) {
        onLoop(() -> {
            if (claimed) {
                reader.fail(new IllegalStateException("the body has been read already"));
                return;
            }
            claimed = true;
            sink = reader;
            resume();
        });
    }

    void unblock() {
        onLoop(() -> {
            if (blocked) {
                blocked = false;
                long before = heldNanos;
                heldNanos = before + System.nanoTime() - heldSince;
                heldSince = 0;
                resume();
            }
        });
    }

    /** How long in all the reader has taken nothing though something was there; on any thread. */
    long heldUpNanos() {
        long since = heldSince;
        return heldNanos + (since == 0 ? 0 : System.nanoTime() - since);
    }

    @Override
    public void discard() {
        cancel();
    }

    /** Drops what is here and what is still to come. */
    void cancel() {
        onLoop(() -> {
            claimed = true;
            if (!finished) {
                finish();
                producer.cancelled();
            }
        });
    }

    private void onLoop(Runnable action) {
        if (loop.inEventLoop()) {
            action.run();
        } else {
            loop.execute(action);
        }
    }

    private void resume() {
        drain();
        flush();
        if (!finished && !ended && !blocked) {
            producer.wanted();
        }
    }

    private void drain() {
        BodySink reader = sink;
        if (reader == null || finished) {
            return;
        }
        while (!blocked && !finished && !waiting.isEmpty()) {
            ByteBuf data = waiting.remove();
            waitingBytes -= weight(data);
            hand(data, reader);
        }
        if (!finished && waiting.isEmpty() && (ended || failure != null)) {
            Throwable cause = failure;
            finish();
            if (cause == null) {
                reader.end();
            } else {
                reader.fail(cause);
            }
        }
    }

    private void finish() {
        finished = true;
        release();
        producer.consumed();
    }

    private void release() {
        waiting.forEach(ByteBuf::release);
        waiting.clear();
        waitingBytes = 0;
    }
}

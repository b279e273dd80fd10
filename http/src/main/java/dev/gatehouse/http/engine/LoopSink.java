package dev.gatehouse.http.engine;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Carries a body from its own event loop to a sink that lives on another one, with a bound on what
 * is under way between them.
 */
final class LoopSink implements BodySink {
    private static final int MAX_UNDER_WAY = 128 * 1024;

    private final StreamedBody source;
    private final EventLoop target;
    private final BodySink sink;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean open = true;

    /** Set before the buffer that the source stops at is sent, so that its delivery sees it. */
    private volatile boolean stalled;

    private LoopSink(StreamedBody source, EventLoop target, BodySink sink) {
        this.source = source;
        this.target = target;
        this.sink = sink;
    }

    /** Pipes the body into a sink of the target loop, directly when both live on the same. */
    static void pipe(StreamedBody source, EventLoop target, BodySink sink) {
        source.pipeTo(source.loop().equals(target) ? sink : new LoopSink(source, target, sink));
    }

    @Override
    public boolean write(ByteBuf data) {
        int bytes = data.readableBytes();
        boolean goOn = underWay.addAndGet(bytes) < MAX_UNDER_WAY && open;
        if (!goOn) {
            stalled = true;
        }
        target.execute(() -> deliver(data, bytes));
        return goOn;
    }

    private void deliver(ByteBuf data, int bytes) {
        boolean writable = sink.write(data);
        open = writable;
        int left = underWay.addAndGet(-bytes);
        if (writable && stalled && left < MAX_UNDER_WAY / 2) {
            stalled = false;
            source.unblock();
        }
    }

    @Override
    public void flush() {
        target.execute(sink::flush);
    }

    @Override
    public void end() {
        target.execute(sink::end);
    }

    @Override
    public void fail(Throwable cause) {
        target.execute(() -> sink.fail(cause));
    }
}

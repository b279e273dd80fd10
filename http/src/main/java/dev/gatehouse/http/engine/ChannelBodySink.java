package dev.gatehouse.http.engine;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/**
 * Writes a body to a channel, buffer by buffer as it comes and as there is room, and sees to it
 * that it is as long as announced.
 */
// Netty tells the pipeline of what fails, so nobody looks at the futures.
@SuppressWarnings("FutureReturnValueIgnored")
abstract sealed class ChannelBodySink implements BodySink permits Http1BodySink, Http2BodySink {
    /** Hears how the writing ended, once, unless it was abandoned. */
    interface Listener {
        void written();

        /** The source failed, or gave more or fewer bytes than it had announced. */
        void broken(Throwable cause);
    }

    private final Channel channel;
    private final StreamedBody source;
    private final Listener listener;
    private long remaining;
    private boolean over;

    ChannelBodySink(Channel channel, StreamedBody source, Listener listener) {
        this.channel = channel;
        this.source = source;
        this.listener = listener;
        this.remaining = source.length() < 0 ? Long.MAX_VALUE : source.length();
    }

    /** Writes the bytes without flushing; takes the buffer as its own. */
    abstract void writeData(ByteBuf data);

    /** Writes what says that the body is complete, without flushing. */
    abstract void writeEnd();

    final void start() {
        LoopSink.pipe(source, channel.eventLoop(), this);
    }

    /** The channel takes bytes again. */
    final void writable() {
        source.unblock();
    }

    /** The channel is gone: the source is told, and nothing more is written. */
    final void abandon() {
        over = true;
        source.cancel();
    }

    @Override
    public final boolean write(ByteBuf data) {
        int bytes = data.readableBytes();
        if (over || bytes == 0 || !channel.isActive()) {
            data.release();
            return true;
        }
        remaining -= bytes;
        if (remaining < 0) {
            data.release();
            source.cancel();
            fail(new IllegalStateException("a body longer than announced"));
            return true;
        }
        writeData(data);
        if (!channel.isWritable()) {
            channel.flush();
        }
        return channel.isWritable();
    }

    @Override
    public final void flush() {
        channel.flush();
    }

    @Override
    public final void end() {
        if (over) {
            return;
        }
        if (source.length() >= 0 && remaining > 0) {
            fail(new IllegalStateException("a body shorter than announced"));
            return;
        }
        over = true;
        writeEnd();
        channel.flush();
        listener.written();
    }

    @Override
    public final void fail(Throwable cause) {
        if (!over) {
            over = true;
            listener.broken(cause);
        }
    }
}

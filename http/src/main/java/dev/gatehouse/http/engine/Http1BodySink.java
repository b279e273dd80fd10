package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;

/** Writes a body to an HTTP/1.1 connection, buffer by buffer as it comes. */
// Netty tells the pipeline of what fails, so nobody looks at the futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http1BodySink implements BodySink {
    private static final ByteBuf LAST_CHUNK =
            Unpooled.unreleasableBuffer(
                    Unpooled.directBuffer()
                            .writeBytes("0\r\n\r\n".getBytes(US_ASCII))
                            .asReadOnly());
    private static final ByteBuf CHUNK_END =
            Unpooled.unreleasableBuffer(
                    Unpooled.directBuffer().writeBytes("\r\n".getBytes(US_ASCII)).asReadOnly());

    /** Hears how the writing ended, once. */
    interface Listener {
        void written();

        /** The source failed, or gave more or fewer bytes than it had announced. */
        void broken(Throwable cause);
    }

    private final Channel channel;
    private final StreamedBody source;
    private final Listener listener;
    private final boolean chunked;
    private long remaining;

    /** Chunked when {@code chunked}; else plain bytes, as many as announced if that is known. */
    Http1BodySink(Channel channel, StreamedBody source, boolean chunked, Listener listener) {
        this.channel = channel;
        this.source = source;
        this.listener = listener;
        this.chunked = chunked;
        this.remaining = source.length() < 0 ? Long.MAX_VALUE : source.length();
    }

    void start() {
        LoopSink.pipe(source, channel.eventLoop(), this);
    }

    /** The connection takes bytes again. */
    void writable() {
        source.unblock();
    }

    /** The connection is gone. */
    void abandon() {
        source.cancel();
    }

    @Override
    public boolean write(ByteBuf data) {
        int bytes = data.readableBytes();
        if (!channel.isActive() || bytes == 0) {
            data.release();
            return true;
        }
        remaining -= bytes;
        if (remaining < 0) {
            data.release();
            source.cancel();
            listener.broken(new IllegalStateException("a body longer than announced"));
            return true;
        }
        if (chunked) {
            channel.write(chunkStart(bytes), channel.voidPromise());
            channel.write(data, channel.voidPromise());
            channel.write(CHUNK_END.duplicate(), channel.voidPromise());
        } else {
            channel.write(data, channel.voidPromise());
        }
        if (!channel.isWritable()) {
            channel.flush();
        }
        return channel.isWritable();
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public void end() {
        if (source.length() >= 0 && remaining > 0) {
            listener.broken(new IllegalStateException("a body shorter than announced"));
            return;
        }
        if (chunked) {
            channel.write(LAST_CHUNK.duplicate(), channel.voidPromise());
        }
        channel.flush();
        listener.written();
    }

    @Override
    public void fail(Throwable cause) {
        listener.broken(cause);
    }

    private ByteBuf chunkStart(int bytes) {
        ByteBuf line = channel.alloc().directBuffer(10);
        line.writeCharSequence(Integer.toHexString(bytes), US_ASCII);
        return line.writeShort('\r' << 8 | '\n');
    }
}

package dev.gatehouse.http.engine;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;

/** Writes a body to an HTTP/2 stream, buffer by buffer as it comes. */
// Netty tells the pipeline of what fails, so nobody looks at the futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2BodySink implements BodySink {
    private static final int MAX_FRAME = 16 * 1024;

    private final Channel stream;
    private final StreamedBody source;
    private final Runnable written;
    private final Runnable broken;
    private long remaining;

    Http2BodySink(Channel stream, StreamedBody source, Runnable written, Runnable broken) {
        this.stream = stream;
        this.source = source;
        this.written = written;
        this.broken = broken;
        this.remaining = source.length() < 0 ? Long.MAX_VALUE : source.length();
    }

    void start() {
        LoopSink.pipe(source, stream.eventLoop(), this);
    }

    /** The stream takes bytes again. */
    void writable() {
        source.unblock();
    }

    /** The stream is gone. */
    void abandon() {
        source.cancel();
    }

    /** Writes in frames so small that it can be seen how fast they go; takes the buffer as its own. */
    static void write(Channel stream, ByteBuf data, boolean endOfStream) {
        while (data.readableBytes() > MAX_FRAME) {
            stream.write(new DefaultHttp2DataFrame(data.readRetainedSlice(MAX_FRAME)));
        }
        stream.write(new DefaultHttp2DataFrame(data, endOfStream));
    }

    @Override
    public boolean write(ByteBuf data) {
        remaining -= data.readableBytes();
        if (!stream.isActive()) {
            data.release();
            return true;
        }
        write(stream, data, false);
        if (!stream.isWritable()) {
            stream.flush();
        }
        return stream.isWritable();
    }

    @Override
    public void flush() {
        stream.flush();
    }

    @Override
    public void end() {
        if (source.length() >= 0 && remaining != 0) {
            broken.run();
            return;
        }
        stream.writeAndFlush(new DefaultHttp2DataFrame(true));
        written.run();
    }

    @Override
    public void fail(Throwable cause) {
        broken.run();
    }
}

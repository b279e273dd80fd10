package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;

/** Writes a body to an HTTP/1.1 connection, plain or in chunks. */
// Netty tells the pipeline of what fails, so nobody looks at the futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http1BodySink extends ChannelBodySink {
    private static final ByteBuf LAST_CHUNK =
            Unpooled.unreleasableBuffer(
                    Unpooled.directBuffer()
                            .writeBytes("0\r\n\r\n".getBytes(US_ASCII))
                            .asReadOnly());
    private static final ByteBuf CHUNK_END =
            Unpooled.unreleasableBuffer(
                    Unpooled.directBuffer().writeBytes("\r\n".getBytes(US_ASCII)).asReadOnly());

    private final Channel channel;
    private final boolean chunked;

    /** Chunked when {@code chunked}; else plain bytes, as many as announced if that is known. */
    Http1BodySink(Channel channel, StreamedBody source, boolean chunked, Listener listener) {
        super(channel, source, listener);
        this.channel = channel;
        this.chunked = chunked;
    }

    @Override
    void writeData(ByteBuf data) {
        if (!chunked) {
            channel.write(data, channel.voidPromise());
            return;
        }
        channel.write(chunkStart(data.readableBytes()), channel.voidPromise());
        channel.write(data, channel.voidPromise());
        channel.write(CHUNK_END.duplicate(), channel.voidPromise());
    }

    @Override
    void writeEnd() {
        if (chunked) {
            channel.write(LAST_CHUNK.duplicate(), channel.voidPromise());
        }
    }

    private ByteBuf chunkStart(int bytes) {
        ByteBuf line = channel.alloc().directBuffer(10);
        line.writeCharSequence(Integer.toHexString(bytes), US_ASCII);
        return line.writeShort('\r' << 8 | '\n');
    }
}

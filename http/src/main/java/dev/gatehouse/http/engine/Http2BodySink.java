package dev.gatehouse.http.engine;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes a body to an HTTP/2 stream. */
// Netty tells the pipeline of what fails, so nobody looks at the futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2BodySink extends ChannelBodySink {
    private static final int MAX_FRAME = 16 * 1024;

    private final Channel stream;
    private @Nullable ChannelFuture lastFrame;

    Http2BodySink(Channel stream, StreamedBody source, Listener listener) {
        super(stream, source, listener);
        this.stream = stream;
    }

    @Override
    void writeData(ByteBuf data) {
        write(stream, data, false);
    }

    @Override
    void writeEnd() {
        lastFrame = stream.write(new DefaultHttp2DataFrame(true));
    }

    /** When the end of the body, which has been written, is out. */
    ChannelFuture lastFrame() {
        return Objects.requireNonNull(lastFrame);
    }

    /**
     * Writes frames so small that it can be seen how fast they go; takes the buffer as its own.
     *
     * @return when the last of them is out
     */
    static ChannelFuture write(Channel stream, ByteBuf data, boolean endOfStream) {
        while (data.readableBytes() > MAX_FRAME) {
            stream.write(new DefaultHttp2DataFrame(data.readRetainedSlice(MAX_FRAME)));
        }
        return stream.write(new DefaultHttp2DataFrame(data, endOfStream));
    }
}

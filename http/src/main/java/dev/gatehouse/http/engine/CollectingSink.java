package dev.gatehouse.http.engine;

import dev.gatehouse.http.message.BodyTooLargeException;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** Gathers a body into one array that grows with what has come, not with what was announced. */
final class CollectingSink implements BodySink {
    private static final int FIRST_SIZE = 16 * 1024;

    private final StreamedBody source;
    private final int limit;
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private byte[] bytes;
    private int size;

    CollectingSink(StreamedBody source, int limit) {
        this.source = source;
        this.limit = limit;
        this.bytes =
                new byte[source.length() < 0 ? 0 : (int) Math.min(source.length(), FIRST_SIZE)];
    }

    CompletableFuture<byte[]> result() {
        return result;
    }

    @Override
    public boolean write(ByteBuf data) {
        try {
            int more = data.readableBytes();
            if (more > limit - size) {
                source.cancel();
                result.completeExceptionally(new BodyTooLargeException(limit));
                return true;
            }
            if (size + more > bytes.length) {
                long doubled = Math.min(2L * bytes.length, most());
                bytes = Arrays.copyOf(bytes, (int) Math.max(doubled, size + more));
            }
            data.readBytes(bytes, size, more);
            size += more;
            return true;
        } finally {
            data.release();
        }
    }

    /** The most bytes that can come: no more than announced. */
    private long most() {
        return source.length() < 0 ? limit : Math.min(source.length(), limit);
    }

    @Override
    public void flush() {
        // Nothing waits anywhere.
    }

    @Override
    public void end() {
        result.complete(size == bytes.length ? bytes : Arrays.copyOf(bytes, size));
    }

    @Override
    public void fail(Throwable cause) {
        result.completeExceptionally(cause);
    }
}

package dev.gatehouse.http.message;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A payload that is in memory already. */
public final class BytesBody implements Body {
    static final BytesBody EMPTY = new BytesBody(new byte[0]);

    private final byte[] bytes;

    BytesBody(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The payload itself, not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public Body atMost(long limit) {
        if (bytes.length > limit) {
            throw new BodyTooLargeException(limit);
        }
        return this;
    }

    @Override
    public CompletionStage<byte[]> collect(int limit) {
        return bytes.length > limit
                ? CompletableFuture.failedStage(new BodyTooLargeException(limit))
                : CompletableFuture.completedStage(bytes);
    }
}

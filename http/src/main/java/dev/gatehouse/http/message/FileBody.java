package dev.gatehouse.http.message;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A payload of a response that is a file's content, mapped into memory rather than read: however
 * slow its reader is, it takes nothing of the heap.
 */
public final class FileBody implements Body {
    private final ByteBuffer content;

    private FileBody(ByteBuffer content) {
        this.content = content;
    }

    static FileBody of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new FileBody(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        }
    }

    /** The payload itself; each buffer has a position of its own. */
    public ByteBuffer content() {
        return content.duplicate();
    }

    @Override
    public long length() {
        return content.limit();
    }

    @Override
    public Body atMost(long limit) {
        if (length() > limit) {
            throw new BodyTooLargeException(limit);
        }
        return this;
    }

    @Override
    public CompletionStage<byte[]> collect(int limit) {
        if (length() > limit) {
            return CompletableFuture.failedStage(new BodyTooLargeException(limit));
        }
        byte[] bytes = new byte[content.limit()];
        content().get(bytes);
        return CompletableFuture.completedStage(bytes);
    }
}

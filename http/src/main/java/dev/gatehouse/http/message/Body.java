package dev.gatehouse.http.message;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

/**
 * The payload of a message, read at most once: either bytes that are already here or a stream that
 * the engine reads from the wire with back-pressure. A body that nobody reads is discarded by the
 * engine when its message ends.
 */
public interface Body {
    /** The number of bytes, or -1 when only the end of the stream will tell. */
    long length();

    /**
     * The whole payload in memory.
     *
     * @param limit the most bytes to accept; the stage fails with {@link BodyTooLargeException} as
     *     soon as more are known to come, and with {@link BodyAbortedException} when the sender
     *     vanishes first
     */
    CompletionStage<byte[]> collect(int limit);

    /**
     * The same payload with a bound: when more bytes come, reading it fails with {@link
     * BodyTooLargeException}, and the rest is not waited for.
     *
     * @throws BodyTooLargeException when so many are known to come; the body is given up then
     */
    Body atMost(long limit);

    /** Gives the payload up: nobody will read it. Without effect on one that is here already. */
    default void discard() {}

    static Body empty() {
        return BytesBody.EMPTY;
    }

    /** A payload that is here already; the array must not be changed afterwards. */
    static Body of(byte[] bytes) {
        return bytes.length == 0 ? BytesBody.EMPTY : new BytesBody(bytes);
    }

    /**
     * The content of a file of at most 2 GB, for a response; the file must not change afterwards
     * but may be removed.
     */
    static Body of(Path file) throws IOException {
        return FileBody.of(file);
    }
}

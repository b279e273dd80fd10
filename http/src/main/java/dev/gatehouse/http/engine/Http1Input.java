package dev.gatehouse.http.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.ByteToMessageDecoder;

/** The bytes of a connection that have come and have not been read as HTTP yet. */
final class Http1Input {
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

    /** Takes the buffer as its own. */
    void add(ByteBufAllocator allocator, ByteBuf more) {
        bytes =
                bytes.isReadable()
                        ? ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, bytes, more)
                        : more;
    }

    boolean hasBytes() {
        return bytes.isReadable();
    }

    /** What is here; reading from it consumes it. */
    ByteBuf bytes() {
        return bytes;
    }

    /** Gives up the memory of what has been read. */
    void trim() {
        if (!bytes.isReadable()) {
            discard();
        }
    }

    void discard() {
        ByteBuf old = bytes;
        bytes = Unpooled.EMPTY_BUFFER;
        old.release();
    }

    /** Everything that is here; the caller owns it. */
    ByteBuf take() {
        ByteBuf all = bytes;
        bytes = Unpooled.EMPTY_BUFFER;
        return all;
    }
}

package dev.gatehouse.http.engine;

import io.netty.buffer.ByteBuf;

/**
 * Looks for the empty line that ends a head, and remembers how far it has looked so that a head
 * that comes byte by byte is looked at once.
 */
final class HeadScan {
    private int lineStart;
    private int lines;
    private int seen;

    /**
     * Whether the whole head is in the buffer.
     *
     * @throws MalformedMessageException for a line feed without a carriage return, and for a head
     *     of more than {@code limit} bytes
     */
    boolean complete(ByteBuf buffer, int limit) throws MalformedMessageException {
        int base = buffer.readerIndex();
        while (true) {
            int feed = buffer.indexOf(base + seen, buffer.writerIndex(), (byte) '\n');
            if (feed < 0) {
                seen = buffer.readableBytes();
                refuseAbove(limit, seen);
                return false;
            }
            int offset = feed - base;
            refuseAbove(limit, offset + 1);
            if (offset == lineStart || buffer.getByte(feed - 1) != '\r') {
                throw MalformedMessageException.badRequest("a line feed without a carriage return");
            }
            boolean empty = offset == lineStart + 1;
            seen = offset + 1;
            lineStart = seen;
            lines++;
            if (empty) {
                return true;
            }
        }
    }

    /** The bytes of the complete head, with the empty line. */
    int length() {
        return seen;
    }

    /** The lines of the complete head, with the empty one. */
    int lines() {
        return lines;
    }

    void reset() {
        lineStart = 0;
        lines = 0;
        seen = 0;
    }

    private static void refuseAbove(int limit, int length) throws MalformedMessageException {
        if (length > limit) {
            throw MalformedMessageException.headTooLarge("a head of more than " + limit + " bytes");
        }
    }
}

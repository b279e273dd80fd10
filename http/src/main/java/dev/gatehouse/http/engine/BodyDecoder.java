package dev.gatehouse.http.engine;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/**
 * Takes one HTTP/1.1 body out of a connection's bytes, without copying. Chunk sizes are plain
 * hexadecimal digits; chunk extensions and trailers are checked and dropped.
 */
final class BodyDecoder {
    private static final int MAX_LINE = 1024;
    private static final int MAX_TRAILERS = 8 * 1024;
    private static final int MAX_SIZE_DIGITS = 15;

    private enum State {
        DATA,
        SIZE_LINE,
        CHUNK_END,
        TRAILERS,
        DONE
    }

    private State state = State.DONE;
    private boolean chunked;
    private boolean untilClose;
    private long remaining;
    private int trailerBytes;

    void begin(Framing framing) {
        chunked = framing.kind() == Framing.Kind.CHUNKED;
        untilClose = framing.kind() == Framing.Kind.UNTIL_CLOSE;
        remaining = untilClose ? Long.MAX_VALUE : framing.length();
        trailerBytes = 0;
        state =
                switch (framing.kind()) {
                    case NONE -> State.DONE;
                    case FIXED, UNTIL_CLOSE -> State.DATA;
                    case CHUNKED -> State.SIZE_LINE;
                };
    }

    boolean done() {
        return state == State.DONE;
    }

    /** The bytes of a fixed body that are still to come; meaningless for the other kinds. */
    long remaining() {
        return remaining;
    }

    boolean hasKnownLength() {
        return !chunked && !untilClose;
    }

    /** The connection closed: true when that is how this body ends. */
    boolean endsWithConnection() {
        return untilClose || state == State.DONE;
    }

    /**
     * Hands over what can be taken from the buffer; {@link #done} tells whether that was all.
     *
     * @param sink owns each buffer that it is given
     */
    void decode(ByteBuf in, Consumer<ByteBuf> sink) throws MalformedMessageException {
        while (state != State.DONE && in.isReadable()) {
            boolean progress =
                    switch (state) {
                        case DATA -> data(in, sink);
                        case SIZE_LINE -> sizeLine(in);
                        case CHUNK_END -> chunkEnd(in);
                        case TRAILERS -> trailer(in);
                        case DONE -> false;
                    };
            if (!progress) {
                return;
            }
        }
    }

    private boolean data(ByteBuf in, Consumer<ByteBuf> sink) {
        int length = (int) Math.min(remaining, in.readableBytes());
        remaining -= length;
        if (remaining == 0) {
            state = chunked ? State.CHUNK_END : State.DONE;
        }
        sink.accept(in.readRetainedSlice(length));
        return true;
    }

    private boolean sizeLine(ByteBuf in) throws MalformedMessageException {
        int end = lineEnd(in, MAX_LINE);
        if (end < 0) {
            return false;
        }
        int at = in.readerIndex();
        long size = 0;
        int digits = 0;
        for (int digit; (digit = Octets.hex(in.getByte(at))) >= 0; at++) {
            size = size << 4 | digit;
            if (++digits > MAX_SIZE_DIGITS) {
                throw bad("a chunk size of more than " + MAX_SIZE_DIGITS + " digits");
            }
        }
        if (digits == 0 || (at != end && in.getByte(at) != ';')) {
            throw bad("a malformed chunk size");
        }
        fieldOctets(in, at, end);
        in.readerIndex(end + 2);
        remaining = size;
        state = size == 0 ? State.TRAILERS : State.DATA;
        return true;
    }

    private boolean chunkEnd(ByteBuf in) throws MalformedMessageException {
        int start = in.readerIndex();
        if (in.getByte(start) != '\r') {
            throw bad("a chunk longer than its size");
        }
        if (in.readableBytes() < 2) {
            return false;
        }
        if (in.getByte(start + 1) != '\n') {
            throw bad("a carriage return without a line feed after a chunk");
        }
        in.skipBytes(2);
        state = State.SIZE_LINE;
        return true;
    }

    private boolean trailer(ByteBuf in) throws MalformedMessageException {
        int start = in.readerIndex();
        int end = lineEnd(in, MAX_TRAILERS - trailerBytes);
        if (end < 0) {
            return false;
        }
        trailerBytes += end + 2 - start;
        int at = start;
        while (at < end && Octets.isToken(in.getByte(at))) {
            at++;
        }
        if (end > start && (at == start || at == end || in.getByte(at) != ':')) {
            throw bad("a malformed trailer");
        }
        fieldOctets(in, at, end);
        in.readerIndex(end + 2);
        if (end == start) {
            state = State.DONE;
        }
        return true;
    }

    /** Where the carriage return of the line stands, or -1 while its end has not come. */
    private static int lineEnd(ByteBuf in, int limit) throws MalformedMessageException {
        int start = in.readerIndex();
        int feed = in.indexOf(start, in.writerIndex(), (byte) '\n');
        if ((feed < 0 ? in.writerIndex() : feed) - start > limit) {
            throw bad("a line of more than " + limit + " bytes in a chunked body");
        }
        if (feed < 0) {
            return -1;
        }
        if (feed == start || in.getByte(feed - 1) != '\r') {
            throw bad("a line feed without a carriage return in a chunked body");
        }
        return feed - 1;
    }

    private static void fieldOctets(ByteBuf in, int from, int to) throws MalformedMessageException {
        for (int i = from; i < to; i++) {
            if (!Octets.isField(in.getByte(i))) {
                throw bad("a control character in a chunked body");
            }
        }
    }

    private static MalformedMessageException bad(String reason) {
        return MalformedMessageException.badRequest(reason);
    }
}

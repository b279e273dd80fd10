package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.http.message.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.Arrays;

/**
 * Writes the head of an HTTP/1.1 message. What could end a line early is refused, so that nobody's
 * field becomes two.
 */
final class HeadWriter {
    private static final FastThreadLocal<HeadWriter> OF_LOOP =
            new FastThreadLocal<>() {
                @Override
                protected HeadWriter initialValue() {
                    return new HeadWriter();
                }
            };

    private byte[] bytes = new byte[4096];
    private int size;

    private HeadWriter() {}

    /** The writer of this event loop, empty; it is free again after {@link #toBuffer}. */
    static HeadWriter begin() {
        HeadWriter writer = OF_LOOP.get();
        writer.size = 0;
        return writer;
    }

    HeadWriter raw(byte[] ascii) {
        room(ascii.length);
        System.arraycopy(ascii, 0, bytes, size, ascii.length);
        size += ascii.length;
        return this;
    }

    HeadWriter raw(char ascii) {
        room(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    /** A method, which must be a token. */
    HeadWriter token(String token) {
        int length = token.length();
        if (length == 0) {
            throw new IllegalArgumentException("an empty name or method");
        }
        room(length);
        byte[] to = bytes;
        int at = size;
        for (int i = 0; i < length; i++) {
            char c = token.charAt(i);
            if (c > 0x7f || !Octets.isToken(c)) {
                throw new IllegalArgumentException("a malformed name or method: " + token);
            }
            to[at + i] = (byte) c;
        }
        size = at + length;
        return this;
    }

    HeadWriter target(String target) {
        room(target.length());
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c > 0x7f || !Octets.isTarget(c)) {
                throw new IllegalArgumentException("a malformed request target: " + target);
            }
            bytes[size++] = (byte) c;
        }
        return this;
    }

    HeadWriter field(String name, String value) {
        token(name);
        raw(':');
        raw(' ');
        value(value);
        return endOfLine();
    }

    HeadWriter fields(Headers headers) {
        for (int i = 0; i < headers.size(); i++) {
            field(headers.name(i), headers.value(i));
        }
        return this;
    }

    HeadWriter number(long number) {
        room(20);
        int start = size;
        long rest = number;
        do {
            bytes[size++] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        for (int low = start, high = size - 1; low < high; low++, high--) {
            byte swapped = bytes[low];
            bytes[low] = bytes[high];
            bytes[high] = swapped;
        }
        return this;
    }

    HeadWriter endOfLine() {
        return raw('\r').raw('\n');
    }

    /** What was written, with {@code body} behind it, in one buffer. */
    ByteBuf toBuffer(ByteBufAllocator allocator, byte[] body) {
        ByteBuf buffer = allocator.directBuffer(size + body.length);
        buffer.writeBytes(bytes, 0, size);
        buffer.writeBytes(body);
        return buffer;
    }

    /** Characters up to U+00FF stand for the bytes that they came as; others become UTF-8. */
    private void value(String value) {
        int length = value.length();
        room(length);
        byte[] to = bytes;
        int at = size;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c > 0xff) {
                utf8(value);
                return;
            }
            to[at + i] = field(c);
        }
        size = at + length;
    }

    private void utf8(String value) {
        byte[] encoded = value.getBytes(UTF_8);
        room(encoded.length);
        for (byte octet : encoded) {
            bytes[size++] = field(octet & 0xff);
        }
    }

    private static byte field(int octet) {
        if (!Octets.isField(octet)) {
            throw new IllegalArgumentException("a control character in a field value");
        }
        return (byte) octet;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}

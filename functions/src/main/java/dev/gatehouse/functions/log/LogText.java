package dev.gatehouse.functions.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * UTF-8 text in one array, which grows as it must and is written over again and again. Not safe for
 * use by several threads.
 */
final class LogText {
    private byte[] bytes;
    private int length;

    LogText(int capacity) {
        bytes = new byte[capacity];
    }

    /**
     * The text's array, of which the first {@link #length} bytes count; the next text's as well.
     */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    int capacity() {
        return bytes.length;
    }

    LogText clear() {
        length = 0;
        return this;
    }

    LogText add(byte[] text) {
        return add(text, 0, text.length);
    }

    LogText add(byte[] from, int start, int count) {
        room(count);
        System.arraycopy(from, start, bytes, length, count);
        length += count;
        return this;
    }

    LogText add(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    LogText add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A text that is known to be ASCII, without a copy of it on the way. */
    LogText ascii(String text) {
        int count = text.length();
        room(count);
        byte[] to = bytes;
        int at = length;
        for (int i = 0; i < count; i++) {
            to[at + i] = (byte) text.charAt(i);
        }
        length = at + count;
        return this;
    }

    /**
     * @param value not negative
     */
    LogText number(long value) {
        if (value >= 10) {
            number(value / 10);
        }
        return add((char) ('0' + value % 10));
    }

    /** Forgets all but the end. */
    void keepLast(int count) {
        if (length > count) {
            System.arraycopy(bytes, length - count, bytes, 0, count);
            length = count;
        }
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}

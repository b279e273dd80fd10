package dev.gatehouse.gateway.integrate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * JSON text in UTF-8, written from front to back into one growing array. The caller is responsible
 * for the order of braces and commas.
 */
final class JsonBytes {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

    /** A larger buffer is not kept for the next text. */
    private static final int KEPT = 64 * 1024;

    private static final ThreadLocal<Spare> SPARE = ThreadLocal.withInitial(Spare::new);

    private byte[] buffer;
    private int size;

    /** The buffer of a thread's last text, unless its next one has it. */
    private static final class Spare {
        private static final byte[] NONE = {};

        private byte[] buffer = NONE;

        byte[] take(int atLeast) {
            byte[] taken = buffer.length < atLeast ? new byte[atLeast] : buffer;
            buffer = NONE;
            return taken;
        }
    }

    private JsonBytes(byte[] buffer) {
        this.buffer = buffer;
    }

    /**
     * A text of this thread, which ends with {@link #bytes}.
     *
     * @param expected about its length, in bytes
     */
    static JsonBytes begin(int expected) {
        return new JsonBytes(SPARE.get().take(expected));
    }

    /** JSON text that was rendered before. */
    JsonBytes raw(byte[] json) {
        room(json.length);
        System.arraycopy(json, 0, buffer, size, json.length);
        size += json.length;
        return this;
    }

    JsonBytes raw(char ascii) {
        room(1);
        buffer[size++] = (byte) ascii;
        return this;
    }

    JsonBytes number(long value) {
        return raw(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
    }

    /** A string value with its quotes; an unpaired surrogate becomes U+FFFD. */
    JsonBytes string(String text) {
        int length = text.length();
        room(6 * length + 2);
        buffer[size++] = '"';
        for (int i = plain(text); i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                ascii(c);
            } else if (c < 0x800) {
                buffer[size++] = (byte) (0xc0 | (c >> 6));
                buffer[size++] = (byte) (0x80 | (c & 0x3f));
            } else if (!Character.isSurrogate(c)) {
                threeBytes(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < length
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                fourBytes(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                raw(REPLACEMENT);
            }
        }
        buffer[size++] = '"';
        return this;
    }

    /** Writes the front of the text that stands for itself, which is nearly always all of it. */
    private int plain(String text) {
        byte[] to = buffer;
        int at = size;
        int length = text.length();
        int i = 0;
        while (i < length && isPlain(text.charAt(i))) {
            to[at + i] = (byte) text.charAt(i);
            i++;
        }
        size = at + i;
        return i;
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x80 && c != '"' && c != '\\';
    }

    /** A string value from well-formed UTF-8. */
    JsonBytes text(byte[] utf8) {
        room(utf8.length + escapes(utf8) + 2);
        buffer[size++] = '"';
        for (byte octet : utf8) {
            if (octet >= 0) {
                ascii((char) octet);
            } else {
                buffer[size++] = octet;
            }
        }
        buffer[size++] = '"';
        return this;
    }

    /** A string value with the bytes in base64. */
    JsonBytes base64(byte[] bytes) {
        int length = (bytes.length + 2) / 3 * 4;
        byte[] encoded = Base64.getEncoder().encode(bytes);
        room(length + 2);
        buffer[size++] = '"';
        raw(encoded);
        return raw('"');
    }

    /** The text. Its buffer is another text's from now on, and this one empty. */
    byte[] bytes() {
        byte[] text = Arrays.copyOf(buffer, size);
        if (buffer.length <= KEPT) {
            SPARE.get().buffer = buffer;
        }
        buffer = Spare.NONE;
        size = 0;
        return text;
    }

    /** There is room for six bytes whenever this is called. */
    private void ascii(char c) {
        if (isPlain(c)) {
            buffer[size++] = (byte) c;
            return;
        }
        buffer[size++] = '\\';
        switch (c) {
            case '"', '\\' -> buffer[size++] = (byte) c;
            case '\n' -> buffer[size++] = 'n';
            case '\r' -> buffer[size++] = 'r';
            case '\t' -> buffer[size++] = 't';
            case '\b' -> buffer[size++] = 'b';
            case '\f' -> buffer[size++] = 'f';
            default -> {
                buffer[size++] = 'u';
                buffer[size++] = '0';
                buffer[size++] = '0';
                buffer[size++] = HEX[c >> 4];
                buffer[size++] = HEX[c & 15];
            }
        }
    }

    private static int escapes(byte[] utf8) {
        int extra = 0;
        for (byte octet : utf8) {
            if (octet >= 0 && octet < ' ') {
                extra += 5;
            } else if (octet == '"' || octet == '\\') {
                extra++;
            }
        }
        return extra;
    }

    private void threeBytes(char c) {
        buffer[size++] = (byte) (0xe0 | (c >> 12));
        buffer[size++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        buffer[size++] = (byte) (0x80 | (c & 0x3f));
    }

    private void fourBytes(int codePoint) {
        buffer[size++] = (byte) (0xf0 | (codePoint >> 18));
        buffer[size++] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
        buffer[size++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
        buffer[size++] = (byte) (0x80 | (codePoint & 0x3f));
    }

    private void room(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(size + more, buffer.length * 2));
        }
    }
}

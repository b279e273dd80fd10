package dev.gatehouse.gateway.route;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Percent-encoded UTF-8. */
public final class PercentEncoding {
    private PercentEncoding() {}

    /** Empty when an escape is broken or the bytes are no UTF-8. */
    public static Optional<String> decodeStrictly(String text) {
        if (text.indexOf('%') < 0) {
            return Optional.of(text);
        }
        byte[] bytes = new byte[text.length()];
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int octet = octet(text, i);
                if (octet < 0) {
                    return Optional.empty();
                }
                bytes[size++] = (byte) octet;
                i += 2;
            } else {
                bytes[size++] = (byte) c;
            }
        }
        try {
            ByteBuffer octets = ByteBuffer.wrap(bytes, 0, size);
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(octets).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /** Decodes a path that is known to be well formed, and leaves {@code %2F} as it is. */
    static String decodeAllButSlashes(String text) {
        StringBuilder guarded = new StringBuilder(text.length() + 8);
        int from = 0;
        for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 3)) {
            if (octet(text, at) == '/') {
                guarded.append(text, from, at).append("%252F");
                from = at + 3;
            }
        }
        return decodeStrictly(guarded.append(text, from, text.length()).toString()).orElseThrow();
    }

    /**
     * Decodes a query's name or value: {@code +} is a space, a broken escape stands for itself, and
     * bytes that are no UTF-8 become U+FFFD.
     */
    public static String decodeQuery(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[source.length];
        int size = 0;
        for (int i = 0; i < source.length; i++) {
            int octet = source[i] == '%' ? octet(source, i) : -1;
            if (octet >= 0) {
                bytes[size++] = (byte) octet;
                i += 2;
            } else {
                bytes[size++] = source[i] == '+' ? (byte) ' ' : source[i];
            }
        }
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    /** Encodes what may not stand in a query's name or value. */
    public static String encodeQuery(String text) {
        return encode(text, "-._~");
    }

    /** Encodes what may not stand in a path; slashes and escapes that are there already stay. */
    public static String encodePath(String text) {
        return encode(text, "-._~/%:@!$&'()*+,;=");
    }

    private static String encode(String text, String alsoAllowed) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if ((c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || alsoAllowed.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(digit(c >> 4)).append(digit(c & 15));
            }
        }
        return encoded.toString();
    }

    private static char digit(int value) {
        return "0123456789ABCDEF".charAt(value);
    }

    private static int octet(String text, int percent) {
        return percent + 2 < text.length()
                ? octet(text.charAt(percent + 1), text.charAt(percent + 2))
                : -1;
    }

    private static int octet(byte[] text, int percent) {
        return percent + 2 < text.length
                ? octet((char) text[percent + 1], (char) text[percent + 2])
                : -1;
    }

    private static int octet(char high, char low) {
        int value = Character.digit(high, 16) << 4 | Character.digit(low, 16);
        return high < 0x80 && low < 0x80 ? value : -1;
    }
}

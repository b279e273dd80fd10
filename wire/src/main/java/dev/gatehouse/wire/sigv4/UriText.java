package dev.gatehouse.wire.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-encoding as signatures define it: letters, digits and {@code -._~} stand for themselves,
 * every other byte is {@code %XX} in upper case.
 *
 * <p>Text from the wire has one character for each byte (ISO-8859-1), as the HTTP engine reads it.
 */
final class UriText {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private UriText() {}

    /** The bytes that stood on the wire. */
    static byte[] wireBytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return text.getBytes(StandardCharsets.UTF_8);
            }
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Encodes every byte, those of existing escapes too; slashes stay. */
    static String encodePath(String path) {
        StringBuilder encoded = new StringBuilder(path.length() + 16);
        for (byte b : wireBytes(path)) {
            if (b == '/') {
                encoded.append('/');
            } else {
                append(encoded, b);
            }
        }
        return encoded.toString();
    }

    /**
     * Brings text that may hold escapes into the canonical form, without changing what it means. A
     * broken escape stays as it is, so that it equals nothing else.
     *
     * @param stays a character that stands for itself and differs from its escape
     */
    static String canonicalEscapes(String text, char stays) {
        StringBuilder canonical = new StringBuilder(text.length() + 16);
        byte[] bytes = wireBytes(text);
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '%' && isEscape(bytes, i)) {
                append(canonical, escaped(bytes, i));
                i += 2;
            } else if (b == '%' || b == stays) {
                canonical.append((char) b);
            } else {
                append(canonical, b);
            }
        }
        return canonical.toString();
    }

    /** The text that canonical escapes stand for. */
    static String decode(String canonical) {
        byte[] bytes = canonical.getBytes(StandardCharsets.ISO_8859_1);
        byte[] decoded = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%' && isEscape(bytes, i)) {
                decoded[length++] = escaped(bytes, i);
                i += 2;
            } else {
                decoded[length++] = bytes[i];
            }
        }
        return new String(decoded, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean isEscape(byte[] bytes, int percent) {
        return percent + 2 < bytes.length
                && HexFormat.isHexDigit(bytes[percent + 1])
                && HexFormat.isHexDigit(bytes[percent + 2]);
    }

    private static byte escaped(byte[] bytes, int percent) {
        return (byte)
                (HexFormat.fromHexDigit(bytes[percent + 1]) << 4
                        | HexFormat.fromHexDigit(bytes[percent + 2]));
    }

    private static void append(StringBuilder encoded, byte b) {
        if (isUnreserved(b)) {
            encoded.append((char) b);
        } else {
            HEX.toHexDigits(encoded.append('%'), b);
        }
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
    }
}

package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Which bytes may stand where in HTTP/1.1 (RFC 9110 section 5.6, RFC 9112). */
final class Octets {
    private static final int TOKEN = 1;
    private static final int FIELD = 2;
    private static final int TARGET = 4;
    private static final byte[] CLASSES = classes();

    private Octets() {}

    /** Letters, digits and the marks that names and methods are made of. */
    static boolean isToken(int octet) {
        return (CLASSES[octet & 0xff] & TOKEN) != 0;
    }

    /** Whether this can be a name or a method. */
    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c < 0x80 && isToken(c));
    }

    /** What a field value may hold: visible characters, space, tab and bytes above ASCII. */
    static boolean isField(int octet) {
        return (CLASSES[octet & 0xff] & FIELD) != 0;
    }

    /** What a request target may hold: visible ASCII except the fragment's mark. */
    static boolean isTarget(int octet) {
        return (CLASSES[octet & 0xff] & TARGET) != 0;
    }

    /** The value of a hexadecimal digit, or -1. */
    static int hex(int octet) {
        return octet < 0 ? -1 : Character.digit(octet, 16);
    }

    static boolean isDigit(int octet) {
        return octet >= '0' && octet <= '9';
    }

    private static byte[] classes() {
        byte[] classes = new byte[256];
        for (int i = 0x21; i < 0x7f; i++) {
            classes[i] |= FIELD | TARGET;
        }
        classes['#'] &= ~TARGET;
        for (int i = 0x80; i < 0x100; i++) {
            classes[i] |= FIELD;
        }
        classes[' '] |= FIELD;
        classes['\t'] |= FIELD;
        byte[] tokens =
                "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                        .getBytes(ISO_8859_1);
        for (byte token : tokens) {
            classes[token] |= TOKEN;
        }
        return classes;
    }
}

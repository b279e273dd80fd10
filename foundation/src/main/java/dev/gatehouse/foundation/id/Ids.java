package dev.gatehouse.foundation.id;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** New identifiers in the shapes that AWS gives them. */
public final class Ids {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom SECURE = new SecureRandom();

    private Ids() {}

    /** Lower-case letters and digits, as API and resource identifiers have; not for secrets. */
    public static String alphanumeric(int length) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        char[] id = new char[length];
        for (int i = 0; i < length; i++) {
            id[i] = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        return new String(id);
    }

    /** A version 4 UUID for a request; from a fast generator, so not for secrets. */
    public static String requestId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & 0xffffffffffff0fffL) | 0x0000000000004000L;
        long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** A secret of this many random bytes in hexadecimal. */
    public static String secret(int bytes) {
        byte[] random = new byte[bytes];
        SECURE.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}

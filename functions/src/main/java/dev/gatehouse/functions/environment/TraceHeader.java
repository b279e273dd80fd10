package dev.gatehouse.functions.environment;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The tracing header of an invocation that came without one. */
final class TraceHeader {
    private static final HexFormat HEX = HexFormat.of();

    private TraceHeader() {}

    /** An unsampled trace that begins now. */
    static String unsampled(long epochMillis) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "Root=1-"
                + HEX.toHexDigits((int) (epochMillis / 1000))
                + "-"
                + HEX.toHexDigits(random.nextInt())
                + HEX.toHexDigits(random.nextLong())
                + ";Parent="
                + HEX.toHexDigits(random.nextLong())
                + ";Sampled=0";
    }
}

package dev.gatehouse.functions.host;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The tracing header of an invocation: {@code Root=…;Parent=…;Sampled=…}. */
public final class TraceHeader {
    private static final HexFormat HEX = HexFormat.of();
    private static final int LONGEST = 512;

    private TraceHeader() {}

    /** What the caller sent, or an unsampled trace that begins now when that is none. */
    public static String of(@Nullable String sent, long epochMillis) {
        return sent == null || sent.length() > LONGEST || !sent.contains("Root=1-")
                ? unsampled(epochMillis)
                : sent;
    }

    private static String unsampled(long epochMillis) {
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

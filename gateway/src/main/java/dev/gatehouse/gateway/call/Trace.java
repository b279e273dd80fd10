package dev.gatehouse.gateway.call;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tracing header of one call. A caller's own root is kept and gets this gateway's mark before
 * it, {@code Self=…;Root=…}; without one a root is made.
 *
 * @param header what integrations see as {@code x-amzn-trace-id}
 * @param inherited the same without the gateway's mark, for Lambda
 */
public record Trace(String header, String inherited) {
    public static final String NAME = "x-amzn-trace-id";
    private static final int LONGEST = 512;

    /**
     * @param sent what the caller sent, or null
     */
    public static Trace of(@Nullable String sent, long epochMillis) {
        String mark = mark(epochMillis / 1000);
        if (sent == null || sent.length() > LONGEST || !sent.contains("Root=1-")) {
            String root = "Root=" + mark;
            return new Trace(root, root);
        }
        String inherited = withoutSelf(sent);
        return new Trace("Self=" + mark + ";" + inherited, inherited);
    }

    private static String withoutSelf(String header) {
        return header.contains("Self=")
                ? Arrays.stream(header.split(";"))
                        .filter(field -> !field.strip().startsWith("Self="))
                        .collect(Collectors.joining(";"))
                : header;
    }

    /** {@code 1-}, the time in eight hexadecimal digits, {@code -} and 24 random ones. */
    private static String mark(long epochSecond) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        char[] mark = new char[35];
        mark[0] = '1';
        mark[1] = '-';
        mark[10] = '-';
        hexadecimal(mark, 2, 8, epochSecond);
        hexadecimal(mark, 11, 16, random.nextLong());
        hexadecimal(mark, 27, 8, random.nextLong());
        return new String(mark);
    }

    private static void hexadecimal(char[] target, int from, int digits, long value) {
        long rest = value;
        for (int i = from + digits - 1; i >= from; i--) {
            target[i] = "0123456789abcdef".charAt((int) (rest & 15));
            rest >>>= 4;
        }
    }
}

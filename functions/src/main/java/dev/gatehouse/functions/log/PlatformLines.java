package dev.gatehouse.functions.log;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * The lines that Lambda itself writes around a function's own, in the text format (AWS docs:
 * Lambda, "Working with Lambda function logs"). Those of every invocation are written without a
 * string on the way.
 */
public final class PlatformLines {
    private static final byte[] START = ascii("START RequestId: ");
    private static final byte[] VERSION = ascii(" Version: ");
    private static final byte[] END = ascii("END RequestId: ");
    private static final byte[] REPORT = ascii("REPORT RequestId: ");
    private static final byte[] DURATION = ascii("\tDuration: ");
    private static final byte[] BILLED = ascii(" ms\tBilled Duration: ");
    private static final byte[] SIZE = ascii(" ms\tMemory Size: ");
    private static final byte[] USED = ascii(" MB\tMax Memory Used: ");
    private static final byte[] MB = ascii(" MB\t");
    private static final byte[] INIT = ascii("Init Duration: ");
    private static final byte[] MS = ascii(" ms\t");

    private PlatformLines() {}

    public static String initStart(String runtime) {
        return "INIT_START Runtime Version: " + runtime;
    }

    /**
     * @param phase {@code init}, or {@code invoke} when it was repeated for a waiting invocation
     * @param status {@code timeout} or {@code error}
     */
    public static String initReport(long nanos, String phase, String status) {
        LogText millis = millis(new LogText(16), nanos);
        return "INIT_REPORT Init Duration: "
                + new String(millis.bytes(), 0, millis.length(), StandardCharsets.US_ASCII)
                + " ms\tPhase: "
                + phase
                + "\tStatus: "
                + status;
    }

    static String dropped(long lines) {
        return "LOGS_DROPPED " + lines + " lines were written faster than they could be kept";
    }

    static void start(LogText line, String requestId, String version) {
        line.add(START).ascii(requestId).add(VERSION).ascii(version);
    }

    static void end(LogText line, String requestId) {
        line.add(END).ascii(requestId);
    }

    static void report(LogText line, Report report) {
        millis(line.add(REPORT).ascii(report.requestId).add(DURATION), report.durationNanos);
        line.add(BILLED).number(billedMillis(report.durationNanos));
        line.add(SIZE).number(report.memoryMb).add(USED).number(report.usedMb).add(MB);
        if (report.initNanos.isPresent()) {
            millis(line.add(INIT), report.initNanos.getAsLong()).add(MS);
        }
        line.ascii(report.status);
    }

    /**
     * What one invocation took.
     *
     * @param initNanos present for the first invocation of an environment
     * @param status empty, {@code Status: timeout} or {@code Status: error\tError Type: …}
     */
    public record Report(
            String requestId,
            long durationNanos,
            int memoryMb,
            long usedMb,
            OptionalLong initNanos,
            String status) {}

    private static long billedMillis(long nanos) {
        return Math.max(1, (nanos + 999_999) / 1_000_000);
    }

    /** With two decimals. */
    private static LogText millis(LogText line, long nanos) {
        long hundredths = (nanos + 5_000) / 10_000;
        line.number(hundredths / 100).add('.');
        return line.number(hundredths / 10 % 10).number(hundredths % 10);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

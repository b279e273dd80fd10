package dev.gatehouse.functions.log;

import java.util.OptionalLong;

/**
 * The lines that Lambda itself writes around a function's own, in the text format (AWS docs:
 * Lambda, "Working with Lambda function logs").
 */
public final class PlatformLines {
    private PlatformLines() {}

    public static String initStart(String runtime) {
        return "INIT_START Runtime Version: " + runtime;
    }

    /**
     * @param phase {@code init}, or {@code invoke} when it was repeated for a waiting invocation
     * @param status {@code timeout} or {@code error}
     */
    public static String initReport(long nanos, String phase, String status) {
        return "INIT_REPORT Init Duration: "
                + millis(nanos)
                + " ms\tPhase: "
                + phase
                + "\tStatus: "
                + status;
    }

    public static String start(String requestId, String version) {
        return "START RequestId: " + requestId + " Version: " + version;
    }

    public static String end(String requestId) {
        return "END RequestId: " + requestId;
    }

    public static String report(Report report) {
        StringBuilder line = new StringBuilder(200);
        line.append("REPORT RequestId: ").append(report.requestId);
        appendMillis(line.append("\tDuration: "), report.durationNanos);
        line.append(" ms\tBilled Duration: ").append(billedMillis(report.durationNanos));
        line.append(" ms\tMemory Size: ").append(report.memoryMb);
        line.append(" MB\tMax Memory Used: ").append(report.usedMb).append(" MB\t");
        if (report.initNanos.isPresent()) {
            appendMillis(line.append("Init Duration: "), report.initNanos.getAsLong());
            line.append(" ms\t");
        }
        return line.append(report.status).toString();
    }

    static String dropped(long lines) {
        return "LOGS_DROPPED " + lines + " lines were written faster than they could be kept";
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

    private static String millis(long nanos) {
        StringBuilder text = new StringBuilder(12);
        appendMillis(text, nanos);
        return text.toString();
    }

    /** Two decimals without a formatter: this is written for every invocation. */
    private static void appendMillis(StringBuilder line, long nanos) {
        long hundredths = (nanos + 5_000) / 10_000;
        line.append(hundredths / 100).append('.');
        long fraction = hundredths % 100;
        if (fraction < 10) {
            line.append('0');
        }
        line.append(fraction);
    }
}

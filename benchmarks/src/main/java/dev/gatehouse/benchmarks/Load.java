package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Closed-loop load on one URL by wrk, with the CPU that the server's processes used meanwhile. */
final class Load {
    private static final Pattern LATENCY =
            Pattern.compile("(?m)^\\s+(50|99)%\\s+([0-9.]+)(us|ms|s)$");
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ([0-9.]+)(s|m)");
    private static final Pattern FAILED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

    private Load() {}

    /**
     * What one run showed.
     *
     * @param perSecond requests answered a second
     * @param p50Millis median latency
     * @param cpuMicros user and system time of the server's processes for one request
     */
    record Figures(double perSecond, double p50Millis, double p99Millis, double cpuMicros) {}

    /** Fails when any answer is not 2xx or 3xx: a fast error is no result. */
    static Figures run(Program server, String url, int connections, int seconds)
            throws IOException, InterruptedException {
        double before = server.cpuSeconds();
        String report = wrk(url, connections, seconds);
        double used = server.cpuSeconds() - before;
        Matcher failed = FAILED.matcher(report);
        if (failed.find()) {
            throw new IOException(url + " answered " + failed.group(1) + " errors under load");
        }
        Matcher requests = REQUESTS.matcher(report);
        if (!requests.find()) {
            throw new IOException("wrk said: " + report);
        }
        long count = Long.parseLong(requests.group(1));
        double elapsed =
                Double.parseDouble(requests.group(2)) * (requests.group(3).equals("m") ? 60 : 1);
        return new Figures(
                count / elapsed,
                latency(report, "50"),
                latency(report, "99"),
                1e6 * used / Math.max(1, count));
    }

    private static String wrk(String url, int connections, int seconds)
            throws IOException, InterruptedException {
        Process wrk =
                new ProcessBuilder(
                                List.of(
                                        "wrk",
                                        "-t1",
                                        "-c" + connections,
                                        "-d" + seconds + "s",
                                        "--latency",
                                        url))
                        .redirectErrorStream(true)
                        .start();
        String report = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        wrk.waitFor();
        return report;
    }

    private static double latency(String report, String percentile) {
        Matcher lines = LATENCY.matcher(report);
        while (lines.find()) {
            if (lines.group(1).equals(percentile)) {
                double value = Double.parseDouble(lines.group(2));
                return switch (lines.group(3)) {
                    case "us" -> value / 1000;
                    case "ms" -> value;
                    default -> value * 1000;
                };
            }
        }
        return Double.NaN;
    }
}

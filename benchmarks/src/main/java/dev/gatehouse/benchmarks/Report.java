package dev.gatehouse.benchmarks;

import dev.gatehouse.benchmarks.Load.Figures;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** Collects tables of Markdown, one after the other. */
final class Report {
    private final StringBuilder text = new StringBuilder();

    Report() throws IOException {
        text.append("# Results\n\nWritten by `benchmarks/run` on ")
                .append(LocalDate.now(ZoneOffset.UTC))
                .append(", ")
                .append(Runtime.getRuntime().availableProcessors())
                .append(" cores (")
                .append(processor())
                .append("), Java ")
                .append(Runtime.version())
                .append(
                        ". The ratios are what counts: each peer ran in turn with Gatehouse, in the same minutes on the same"
                                + " machine, which the load generator shares. Medians of the rounds.\n");
    }

    Report heading(String title, String how) {
        text.append("\n## ").append(title).append("\n\n").append(how).append('\n');
        return this;
    }

    Report table(String... columns) {
        text.append("\n| ")
                .append(String.join(" | ", columns))
                .append(" |\n|")
                .append("---|".repeat(columns.length));
        text.append('\n');
        return this;
    }

    Report row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        return this;
    }

    /** One row for each peer, each against the one called Gatehouse. */
    Report load(int connections, Map<String, Figures> figures) {
        Figures ours = figures.get("Gatehouse");
        if (ours == null) {
            throw new IllegalArgumentException("no peer called Gatehouse in " + figures.keySet());
        }
        figures.forEach((name, peer) ->
                row(
                        String.valueOf(connections),
                        name,
                        number(0, peer.perSecond()),
                        number(2, ours.perSecond() / peer.perSecond()),
                        number(2, peer.p50Millis()),
                        number(2, peer.p99Millis()),
                        number(0, peer.cpuMicros()),
                        number(2, ours.cpuMicros() / peer.cpuMicros())));
        return this;
    }

    Report loadTable() {
        return table(
                "connections",
                "server",
                "requests/s",
                "Gatehouse's share of it",
                "p50 ms",
                "p99 ms",
                "CPU µs a request",
                "Gatehouse's CPU against it");
    }

    static String number(int decimals, double value) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }

    /** Writes what there is so far, so that an interrupted run leaves its finished tables. */
    void write(Path file) throws IOException {
        Files.writeString(file, text);
    }

    String text() {
        return text.toString();
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown processor");
    }
}

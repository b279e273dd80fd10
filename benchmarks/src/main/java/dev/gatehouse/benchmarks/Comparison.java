package dev.gatehouse.benchmarks;

import dev.gatehouse.benchmarks.Load.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Several servers under the same load in turn, round by round, so that a slow spell of the machine
 * meets them all.
 */
final class Comparison {
    private static final int WARM_UP_RUNS = 10;

    private final Map<String, Peer> peers = new LinkedHashMap<>();
    private final int rounds;
    private final int seconds;

    private record Peer(Program server, String url) {}

    Comparison(int rounds, int seconds) {
        this.rounds = rounds;
        this.seconds = seconds;
    }

    Comparison peer(String name, Program server, String url) {
        peers.put(name, new Peer(server, url));
        return this;
    }

    /**
     * Runs every peer before anything is counted. Just-in-time compilers need it, and need it in
     * parts: after one long run the first connections that close would make them begin anew.
     */
    Comparison warmUp() throws IOException, InterruptedException {
        for (Map.Entry<String, Peer> peer : peers.entrySet()) {
            Progress.say("warming up " + peer.getKey());
            for (int run = 0; run < WARM_UP_RUNS; run++) {
                Load.run(peer.getValue().server, peer.getValue().url, 8, seconds);
            }
        }
        return this;
    }

    /** Medians over the rounds, by peer. */
    Map<String, Figures> at(int connections) throws IOException, InterruptedException {
        Map<String, List<Figures>> runs = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (Map.Entry<String, Peer> peer : peers.entrySet()) {
                Figures figures =
                        Load.run(peer.getValue().server, peer.getValue().url, connections, seconds);
                Progress.say(
                        String.format(
                                Locale.ROOT,
                                "%d connections, round %d/%d: %s %.0f/s, %.0f µs of CPU each",
                                connections,
                                round,
                                rounds,
                                peer.getKey(),
                                figures.perSecond(),
                                figures.cpuMicros()));
                runs.computeIfAbsent(peer.getKey(), name -> new ArrayList<>()).add(figures);
            }
        }
        Map<String, Figures> medians = new LinkedHashMap<>();
        runs.forEach((name, figures) -> medians.put(name, median(figures)));
        return medians;
    }

    private static Figures median(List<Figures> runs) {
        return new Figures(
                median(runs, Figures::perSecond),
                median(runs, Figures::p50Millis),
                median(runs, Figures::p99Millis),
                median(runs, Figures::cpuMicros));
    }

    private static double median(List<Figures> runs, ToDoubleFunction<Figures> figure) {
        return Samples.of(runs.stream().mapToDouble(figure).toArray()).median();
    }
}

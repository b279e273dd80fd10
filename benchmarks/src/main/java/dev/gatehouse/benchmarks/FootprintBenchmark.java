package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * From the launcher's start to a healthy answer, and the memory of a server that has nothing to do.
 */
final class FootprintBenchmark {
    private static final int STARTS = 10;
    private static final int IDLE_SECONDS = 15;

    private FootprintBenchmark() {}

    static void run(Path home, Path folder, Report report)
            throws IOException, InterruptedException {
        double[] seconds = new double[STARTS];
        double[] resident = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            Progress.say("start " + (i + 1) + "/" + STARTS);
            int port = Program.freePort();
            long began = System.nanoTime();
            try (Program program = Gatehouse.launch(home, folder, port)) {
                program.awaitAnswer(
                        Gatehouse.healthOf("http://127.0.0.1:" + port), Duration.ofSeconds(60));
                seconds[i] = (System.nanoTime() - began) / 1e9;
                TimeUnit.SECONDS.sleep(i == STARTS - 1 ? IDLE_SECONDS : 1);
                resident[i] = program.ownResidentMiB();
            }
        }
        report.heading(
                "Start and idle memory",
                "`./gatehouse start` until `/_gatehouse/health` answers 200 (n = "
                        + STARTS
                        + "), and its resident memory "
                        + IDLE_SECONDS
                        + " seconds later.");
        report.table("what", "figure");
        report.row("ready, median", Report.number(2, Samples.of(seconds).median()) + " s");
        report.row("ready, slowest", Report.number(2, Samples.of(seconds).quantile(1)) + " s");
        report.row("idle resident memory", Report.number(0, resident[STARTS - 1]) + " MiB");
    }
}

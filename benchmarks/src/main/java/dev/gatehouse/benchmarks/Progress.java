package dev.gatehouse.benchmarks;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Tells a waiting person what is being measured. */
final class Progress {
    private Progress() {}

    static void say(String what) {
        System.err.println(
                LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS)
                        + "  "
                        + what);
    }
}

package dev.gatehouse.benchmarks;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Tells a waiting person what is being measured. */
final class Progress {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private Progress() {}

    static void say(String what) {
        System.err.println(TIME.format(LocalTime.now(ZoneId.systemDefault())) + "  " + what);
    }
}

package dev.gatehouse.server.cli;

import dev.gatehouse.server.boot.Gatehouse;

/** Turns SIGTERM and Ctrl-C into a clean stop. */
final class Stopping {
    private Stopping() {}

    /**
     * The JVM waits for this hook, so requests in flight are finished before the process ends. It
     * halts because a JVM that a signal ended would otherwise exit with 128 plus the signal.
     */
    static void onSignal(Gatehouse server) {
        Thread stop =
                Thread.ofPlatform()
                        .name("stop")
                        .unstarted(() -> {
                            server.close();
                            Runtime.getRuntime().halt(0);
                        });
        Runtime.getRuntime().addShutdownHook(stop);
    }
}

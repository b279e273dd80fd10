package dev.gatehouse.server.cli;

import dev.gatehouse.server.boot.Gatehouse;

/** Turns SIGTERM and Ctrl-C into a clean stop. */
final class Stopping {
    private Stopping() {}

    /** The JVM waits for this hook, so requests in flight are finished before the process ends. */
    static void onSignal(Gatehouse server) {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(server::close));
    }
}

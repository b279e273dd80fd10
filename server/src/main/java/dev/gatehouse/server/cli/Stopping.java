package dev.gatehouse.server.cli;

import dev.gatehouse.server.boot.Gatehouse;

/** Turns SIGTERM and Ctrl-C into a clean stop with exit code 0, as long as it is open. */
final class Stopping implements AutoCloseable {
    private final Thread hook;

    private Stopping(Thread hook) {
        this.hook = hook;
    }

    /**
     * The JVM waits for this hook, so requests in flight are finished before the process ends. It
     * halts because a JVM that a signal ended would otherwise exit with 128 plus the signal.
     */
    static Stopping onSignal(Gatehouse server) {
        Thread hook =
                Thread.ofPlatform()
                        .name("stop")
                        .unstarted(() -> {
                            server.close();
                            Runtime.getRuntime().halt(0);
                        });
        Runtime.getRuntime().addShutdownHook(hook);
        return new Stopping(hook);
    }

    /** From now on the exit code is the command's. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException signalled) {
            // The hook is running: the process ends with it.
        }
    }
}

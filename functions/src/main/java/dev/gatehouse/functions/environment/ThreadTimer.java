package dev.gatehouse.functions.environment;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer on one thread of its own. After it is closed nothing runs any more. */
public final class ThreadTimer implements Timer, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ThreadTimer.class.getName());

    private final long origin = System.nanoTime();
    private final ScheduledThreadPoolExecutor executor;

    public ThreadTimer() {
        executor =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("function-timer").factory());
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime() - origin;
    }

    @Override
    public void after(Duration delay, Runnable action) {
        try {
            var _ = executor.schedule(() -> run(action), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "the timer is closed", e);
        }
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a timed action failed", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}

package dev.gatehouse.gateway.integrate;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Fails futures that are late, by up to {@link #TICK_MILLIS} later than asked. Nearly all of them
 * complete in time, so a deadline costs one queue operation: a timer of its own for each, as {@link
 * CompletableFuture#orTimeout} has it, would wake the timer's thread for every request.
 */
final class Deadlines {
    private static final long TICK_MILLIS = 20;

    private final ConcurrentLinkedQueue<Deadline> open = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean ticking = new AtomicBoolean();

    private record Deadline(CompletableFuture<?> future, long at, Throwable failure) {
        private boolean isSettled(long now) {
            if (!future.isDone() && now - at >= 0) {
                future.completeExceptionally(failure);
            }
            return future.isDone();
        }
    }

    /** Completes the future with the failure unless it is complete by then. */
    void limit(CompletableFuture<?> future, long millis, Throwable failure) {
        long at = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        open.add(new Deadline(future, at, failure));
        tickAgain();
    }

    private void tickAgain() {
        if (!ticking.get() && ticking.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(TICK_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(this::tick);
        }
    }

    private void tick() {
        try {
            long now = System.nanoTime();
            open.removeIf(deadline -> deadline.isSettled(now));
        } finally {
            ticking.set(false);
            // Asked after the flag is down: whoever adds now sees it down as well.
            if (!open.isEmpty()) {
                tickAgain();
            }
        }
    }
}

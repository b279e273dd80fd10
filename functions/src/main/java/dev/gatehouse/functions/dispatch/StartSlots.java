package dev.gatehouse.functions.dispatch;

import dev.gatehouse.functions.environment.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets only so many environments start at once, in the order in which they were asked for. A slot
 * is held until initialisation is over, but not for longer than {@link #LONGEST}: a function that
 * dawdles in its initialisation must not keep the others from starting.
 */
final class StartSlots {
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Timer timer;

    /** Guards what follows. */
    private final Object turnstile = new Object();

    private final ArrayDeque<Predicate<Slot>> queue = new ArrayDeque<>();
    private int free;

    /** The right to start one environment. */
    final class Slot {
        private final AtomicBoolean held = new AtomicBoolean(true);

        /** Idempotent. */
        void release() {
            if (held.compareAndSet(true, false)) {
                giveBack();
                admit();
            }
        }
    }

    StartSlots(int slots, Timer timer) {
        this.free = slots;
        this.timer = timer;
    }

    /**
     * @param start called with a slot, now or later, on any thread; answers whether it still wanted
     *     one, and then releases it
     */
    void request(Predicate<Slot> start) {
        synchronized (turnstile) {
            queue.addLast(start);
        }
        admit();
    }

    private void admit() {
        for (Predicate<Slot> start = take(); start != null; start = take()) {
            Slot slot = new Slot();
            if (start.test(slot)) {
                timer.after(LONGEST, slot::release);
            } else {
                giveBack();
            }
        }
    }

    private @Nullable Predicate<Slot> take() {
        synchronized (turnstile) {
            if (free == 0 || queue.isEmpty()) {
                return null;
            }
            free--;
            return queue.removeFirst();
        }
    }

    private void giveBack() {
        synchronized (turnstile) {
            free++;
        }
    }
}

package dev.gatehouse.functions.dispatch;

import dev.gatehouse.functions.host.InvokeOutcome.Throttled;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts invocations in flight against a limit that may change while they run. */
final class ConcurrencyLimit {
    private final Throttled.Reason reason;
    private final AtomicInteger used = new AtomicInteger();
    private volatile int limit;

    ConcurrencyLimit(Throttled.Reason reason, int limit) {
        this.reason = reason;
        this.limit = limit;
    }

    /** What is said when it is reached. */
    Throttled.Reason reason() {
        return reason;
    }

    void change(int newLimit) {
        limit = newLimit;
    }

    boolean tryTake() {
        if (used.incrementAndGet() <= limit) {
            return true;
        }
        used.decrementAndGet();
        return false;
    }

    void giveBack() {
        used.decrementAndGet();
    }

    int used() {
        return used.get();
    }
}

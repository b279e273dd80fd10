package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Calls again and again beside a test, and fails it when a call went wrong. */
final class SteadyCaller implements AutoCloseable {
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger well = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();
    private final Thread thread;

    /**
     * @param call returns whether the answer was right; an exception is none
     */
    SteadyCaller(BooleanSupplier call) {
        thread = Thread.ofVirtual().start(() -> callOn(call));
        Await.until("the first call is answered", () -> well.get() + wrong.get() > 0);
    }

    private void callOn(BooleanSupplier call) {
        while (!over.get()) {
            try {
                (call.getAsBoolean() ? well : wrong).incrementAndGet();
            } catch (RuntimeException failed) {
                wrong.incrementAndGet();
            }
        }
    }

    /** Ends the calls. */
    @Override
    public void close() {
        over.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        assertThat(wrong).as("calls that went wrong, beside %s that went well", well).hasValue(0);
    }
}

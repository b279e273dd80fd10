package dev.gatehouse.functions.environment;

import dev.gatehouse.functions.sandbox.SandboxProcess;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The process of an environment, and what is measured of it. */
final class Vitals {
    private static final long SAMPLE_EVERY = 1_000_000_000L;
    private static final long NONE = -1;

    private final long born;
    private volatile @Nullable SandboxProcess process;
    private volatile boolean killed;
    private volatile long memoryMb;
    private volatile long sampled = Long.MIN_VALUE / 2;

    /** How long initialisation took, until the first invocation has reported it. */
    private final AtomicLong initNanos = new AtomicLong(NONE);

    Vitals(long born) {
        this.born = born;
    }

    long born() {
        return born;
    }

    void attach(SandboxProcess started) {
        process = started;
        if (killed) {
            started.kill();
        }
    }

    void initialised(long now) {
        initNanos.set(now - born);
    }

    OptionalLong pid() {
        SandboxProcess current = process;
        return current == null ? OptionalLong.empty() : OptionalLong.of(current.pid());
    }

    void terminate() {
        SandboxProcess current = process;
        if (current != null) {
            current.terminate();
        }
    }

    /** A process that is attached later is killed then. */
    void kill() {
        killed = true;
        SandboxProcess current = process;
        if (current != null) {
            current.kill();
        }
    }

    TurnLog.Usage usage(long nanos, long now) {
        long init = initNanos.get() == NONE ? NONE : initNanos.getAndSet(NONE);
        return new TurnLog.Usage(
                nanos, memoryMb(now), init == NONE ? OptionalLong.empty() : OptionalLong.of(init));
    }

    /** Asks the operating system once a second at most: the warm path must not. */
    private long memoryMb(long now) {
        SandboxProcess current = process;
        if (current != null && now - sampled > SAMPLE_EVERY) {
            sampled = now;
            memoryMb = Math.max(memoryMb, (current.peakMemoryBytes() + (1 << 19)) >> 20);
        }
        return memoryMb;
    }
}

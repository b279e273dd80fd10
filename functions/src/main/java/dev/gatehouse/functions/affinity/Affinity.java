package dev.gatehouse.functions.affinity;

import dev.gatehouse.functions.environment.Timer;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Keeps a process that answers thousands of invocations a second on the processor of the event loop
 * that it answers to. The two take turns then, and handing over is a switch from one to the other;
 * otherwise the system wakes another processor for each message, which costs more than a quick
 * function does, most of all in a virtual machine.
 *
 * <p>Only what is that busy is bound, one process for each event loop, and only as long as it is:
 * soon afterwards it, what it has started, and the loop may run anywhere again. Safe for any number
 * of threads.
 */
public final class Affinity {
    private static final Duration LOOK = Duration.ofMillis(100);

    /** For so long a process is believed to be busy. */
    private static final long BUSY_NANOS = Duration.ofMillis(150).toNanos();

    private final Timer timer;
    private final BitSet everywhere;
    private final Map<Thread, Optional<Seat>> seats = new ConcurrentHashMap<>();
    private final AtomicInteger seated = new AtomicInteger();

    /** By process. */
    private final Map<Long, Hold> holds = new ConcurrentHashMap<>();

    private final AtomicBoolean looking = new AtomicBoolean();

    /** A process that has a seat; to be renewed as long as it is busy. */
    private static final class Hold {
        private final long process;
        private final Seat seat;
        private volatile long renewed;

        Hold(long process, Seat seat, long now) {
            this.process = process;
            this.seat = seat;
            this.renewed = now;
        }

        boolean over(long now) {
            return now - renewed > BUSY_NANOS;
        }
    }

    private Affinity(Timer timer, BitSet everywhere) {
        this.timer = timer;
        this.everywhere = everywhere;
    }

    /** Binds nothing. */
    public static Affinity none(Timer timer) {
        return new Affinity(timer, new BitSet());
    }

    /**
     * Binds nothing either where there is one processor, or where the server may use only a share
     * of them: others have been promised the same ones.
     */
    public static Affinity ofThisMachine(Timer timer) {
        BitSet processors = SystemScheduler.processors(SystemScheduler.currentThread());
        int usable = Runtime.getRuntime().availableProcessors();
        return usable > 1 && usable == processors.cardinality()
                ? new Affinity(timer, processors)
                : none(timer);
    }

    /** The process has been busy until now. Called on its event loop; does not block. */
    public void busy(long process, long now) {
        Hold hold = holds.get(process);
        if (hold != null) {
            hold.renewed = now;
            return;
        }
        seatHere()
                .filter(seat -> isFree(seat, now))
                .ifPresent(seat -> {
                    Hold fresh = new Hold(process, seat, now);
                    holds.put(process, fresh);
                    onThreadOfItsOwn(() -> bind(fresh));
                });
    }

    /** The process has ended. */
    public void ended(long process) {
        Hold hold = holds.get(process);
        if (hold != null) {
            free(hold, false);
        }
    }

    /** The seat of this thread; none for one more thread than there are processors. */
    private Optional<Seat> seatHere() {
        return seats.computeIfAbsent(Thread.currentThread(), _ -> newSeat());
    }

    private Optional<Seat> newSeat() {
        return everywhere.stream()
                .skip(seated.getAndIncrement())
                .mapToObj(processor -> Seat.of(SystemScheduler.currentThread(), processor))
                .findFirst();
    }

    /** Asked by its own thread alone. */
    private boolean isFree(Seat seat, long now) {
        return holds.values().stream().noneMatch(hold -> hold.seat.equals(seat) && !hold.over(now));
    }

    private void bind(Hold hold) {
        holds.values().stream()
                .filter(other -> other.seat.equals(hold.seat) && !other.equals(hold))
                .forEach(other -> free(other, true));
        synchronized (this) {
            if (holds.containsValue(hold)) {
                SystemScheduler.confine(hold.seat.thread(), hold.seat.processor());
                confine(hold.process, hold.seat.processor());
            }
        }
        comeBack();
    }

    private void comeBack() {
        if (!holds.isEmpty() && looking.compareAndSet(false, true)) {
            timer.after(LOOK, () -> onThreadOfItsOwn(this::look));
        }
    }

    private void look() {
        looking.set(false);
        long now = timer.nanoTime();
        holds.values().stream().filter(hold -> hold.over(now)).forEach(hold -> free(hold, true));
        freeNewThreads();
        comeBack();
    }

    private synchronized void free(Hold hold, boolean alive) {
        if (holds.remove(hold.process, hold)) {
            SystemScheduler.confine(hold.seat.thread(), everywhere);
            if (alive) {
                confine(hold.process, everywhere);
            }
        }
    }

    /** A thread of the server begins where the one that started it may run. */
    private synchronized void freeNewThreads() {
        Tasks.ofThisProcess()
                .filter(thread ->
                        holds.values().stream().noneMatch(hold -> hold.seat.thread() == thread))
                .forEach(thread -> SystemScheduler.confine(thread, everywhere));
    }

    private static void confine(long process, BitSet processors) {
        Stream<Integer> tasks = Tasks.of(process);
        tasks.forEach(task -> SystemScheduler.confine(task, processors));
    }

    private static void onThreadOfItsOwn(Runnable action) {
        Thread.ofVirtual().name("function-affinity").start(action);
    }
}

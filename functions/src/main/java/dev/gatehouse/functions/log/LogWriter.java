package dev.gatehouse.functions.log;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Carries log events from the threads that make them to the sink, in the order of their stream, on
 * a thread of its own. It sleeps between rounds instead of being woken for each event, and takes
 * all that an environment has collected meanwhile at once.
 */
public final class LogWriter implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LogWriter.class.getName());
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** After a round of so many bytes the next one follows at once: somebody writes a lot. */
    private static final long MUCH = 1L << 20;

    /** How many empty batches are kept for those who write next, and how large each may be. */
    private static final int SPARES = 16;

    private static final int LARGEST_SPARE = 512 * 1024;

    private final LogSink sink;

    /** Each of them once: those in which something waits. */
    private final ConcurrentLinkedQueue<Outbox> ready = new ConcurrentLinkedQueue<>();

    private final ArrayBlockingQueue<LogBatch> spares = new ArrayBlockingQueue<>(SPARES);
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final Thread thread;
    private volatile boolean closed;

    public LogWriter(LogSink sink) {
        this.sink = sink;
        this.thread = Thread.ofPlatform().daemon().name("function-logs").unstarted(this::run);
        thread.start();
    }

    /** Something waits in the outbox, in which nothing did. */
    void announce(Outbox outbox) {
        ready.add(outbox);
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    LogBatch emptyBatch() {
        LogBatch spare = spares.poll();
        return spare == null ? new LogBatch() : spare;
    }

    /** Delivers what waits and ends. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (true) {
            boolean last = closed;
            long moved = deliverRound();
            if (last) {
                return;
            }
            if (moved == 0) {
                sleep();
            } else if (moved < MUCH) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /**
     * Empties the outboxes that are ready now; they may be ready again before this ends.
     *
     * @return how much was in them, in bytes
     */
    private long deliverRound() {
        long moved = 0;
        for (int left = ready.size(); left > 0; left--) {
            Outbox outbox = ready.poll();
            moved += outbox == null ? 0 : deliver(outbox);
        }
        if (moved > 0) {
            guarded(sink::flush, () -> "log lines were lost");
        }
        return moved;
    }

    private long deliver(Outbox outbox) {
        Outbox.Delivery delivery = outbox.take();
        if (delivery == null) {
            return 0;
        }
        LogBatch batch = delivery.batch();
        guarded(
                () -> sink.append(outbox.stream(), batch),
                () -> batch.size() + " log lines of " + outbox.stream() + " were lost");
        outbox.delivered(delivery);
        batch.clear();
        if (batch.capacity() <= LARGEST_SPARE) {
            spares.offer(batch);
        }
        return delivery.held();
    }

    /** A sink that fails loses what it was given and is given what comes next. */
    private static void guarded(Runnable step, Supplier<String> loss) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, loss.get(), e);
        }
    }

    private void sleep() {
        asleep.set(true);
        if (ready.isEmpty() && !closed) {
            LockSupport.park(this);
        }
        asleep.set(false);
    }
}

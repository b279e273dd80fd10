package dev.gatehouse.functions.log;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries lines from the threads that make them to the sink, in order, on a thread of its own. A
 * line costs its maker one queue operation: the thread sleeps between batches instead of being
 * woken for each line.
 */
public final class LogWriter implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LogWriter.class.getName());
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final LogSink sink;
    private final ConcurrentLinkedQueue<Line> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final Thread thread;
    private volatile boolean closed;

    /** A line on its way, and the allowance that it gives back when it has arrived. */
    private record Line(LogStream stream, long timestamp, String text, Allowance allowance) {}

    public LogWriter(LogSink sink) {
        this.sink = sink;
        this.thread = Thread.ofPlatform().daemon().name("function-logs").unstarted(this::run);
        thread.start();
    }

    /** Never waits: a line above the allowance is counted there and dropped. */
    void write(LogStream stream, long timestamp, String text, Allowance allowance) {
        if (!allowance.take(text.length())) {
            return;
        }
        long lost = allowance.lost.getAndSet(0);
        if (lost > 0) {
            String notice = PlatformLines.dropped(lost);
            allowance.charge(notice.length());
            queue.add(new Line(stream, timestamp, notice, allowance));
        }
        queue.add(new Line(stream, timestamp, text, allowance));
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    /** Delivers what is queued and ends. */
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
            boolean moved = drain();
            if (last) {
                return;
            }
            if (moved) {
                LockSupport.parkNanos(PAUSE_NANOS);
            } else {
                sleep();
            }
        }
    }

    private boolean drain() {
        boolean moved = false;
        for (Line line = queue.poll(); line != null; line = queue.poll()) {
            moved = true;
            deliver(line);
        }
        return moved;
    }

    private void deliver(Line line) {
        try {
            sink.append(line.stream, line.timestamp, line.text);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a log line of " + line.stream + " was lost", e);
        } finally {
            line.allowance.giveBack(line.text.length());
        }
    }

    private void sleep() {
        asleep.set(true);
        if (queue.isEmpty() && !closed) {
            LockSupport.park(this);
        }
        asleep.set(false);
    }

    /** How much one environment may have on the way: a noisy function loses its own lines only. */
    static final class Allowance {
        private static final int LINE_COST = 200;
        private final long limit;
        private final AtomicLong used = new AtomicLong();
        private final AtomicLong lost = new AtomicLong();

        Allowance(long limit) {
            this.limit = limit;
        }

        private boolean take(int length) {
            if (used.get() > limit) {
                lost.incrementAndGet();
                return false;
            }
            charge(length);
            return true;
        }

        private void charge(int length) {
            used.addAndGet(length + LINE_COST);
        }

        private void giveBack(int length) {
            used.addAndGet(-(length + LINE_COST));
        }
    }
}

package dev.gatehouse.functions.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The log of one environment: what its process writes, with the platform's own lines at the right
 * places between. Safe for any number of threads; none of them waits for the sink.
 */
public final class EnvironmentLog {
    private static final long ALLOWANCE = 4L << 20;
    private static final int CHUNK = 64 * 1024;
    private static final long STACK_SIZE = 128 * 1024;

    private final LogStream stream;
    private final LogWriter writer;
    private final InstantSource clock;
    private final LogWriter.Allowance allowance = new LogWriter.Allowance(ALLOWANCE);

    /** Guards everything below, and the step from bytes in the pipe to lines in the log. */
    private final ReentrantLock order = new ReentrantLock();

    private final LineSplitter splitter;
    private final TailBuffer tail = new TailBuffer();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private InputStream output = InputStream.nullInputStream();
    private Phase phase = Phase.AWAITED;

    /** Whether the process has not been started yet, writes, or has ended. */
    private enum Phase {
        AWAITED,
        OPEN,
        CLOSED
    }

    /** An action that waits for so many more bytes of output. */
    private static final class Waiting {
        private final Runnable action;
        private long bytes;

        Waiting(Runnable action, long bytes) {
            this.action = action;
            this.bytes = bytes;
        }
    }

    public EnvironmentLog(
            LogStream stream,
            CarriageReturn carriageReturn,
            LogWriter writer,
            InstantSource clock) {
        this.stream = stream;
        this.splitter = new LineSplitter(carriageReturn, this::append);
        this.writer = writer;
        this.clock = clock;
    }

    public LogStream stream() {
        return stream;
    }

    /** Reads a process's output on a thread of its own until it ends. */
    public void follow(InputStream processOutput) {
        open(processOutput);
        // Not a virtual thread: reading a pipe would pin its carrier.
        Thread.ofPlatform()
                .daemon()
                .stackSize(STACK_SIZE)
                .name("output-" + stream.function().name())
                .start(() -> read(processOutput));
    }

    /** What waited for the process waits for what it has written until now. */
    private void open(InputStream processOutput) {
        order.lock();
        try {
            output = processOutput;
            phase = Phase.OPEN;
            int unread = processOutput.available();
            waiting.forEach(one -> one.bytes = unread);
        } catch (IOException e) {
            phase = Phase.CLOSED;
        } finally {
            order.unlock();
        }
        runDue(phase == Phase.CLOSED);
    }

    /** Writes a line of the platform. */
    public void line(String text) {
        order.lock();
        try {
            splitter.flush();
            append(text);
        } finally {
            order.unlock();
        }
    }

    /** Writes the line with which an invocation, and its tail, begins. */
    public void beginTail(String text) {
        order.lock();
        try {
            splitter.flush();
            tail.clear();
            append(text);
        } finally {
            order.unlock();
        }
    }

    /** The last 4 KB since {@link #beginTail}. */
    public byte[] tail() {
        order.lock();
        try {
            return tail.bytes();
        } finally {
            order.unlock();
        }
    }

    /**
     * Runs the action when everything that the process has written so far is in the log: at once
     * when it is, which costs one question to the pipe, otherwise on the thread that reads it.
     * Before there is a process, waits for that.
     */
    public void afterOutput(Runnable action) {
        if (isDrained(action)) {
            action.run();
        }
    }

    /** Runs the action after those that wait for output: at once when there are none. */
    public void afterActions(Runnable action) {
        order.lock();
        try {
            if (!waiting.isEmpty()) {
                waiting.add(new Waiting(action, 0));
                return;
            }
        } finally {
            order.unlock();
        }
        action.run();
    }

    /** There will be no process, or no more of it: nothing is waited for any longer. */
    public void close() {
        end();
        runDue(true);
    }

    private boolean isDrained(Runnable otherwiseLater) {
        order.lock();
        try {
            int unread = phase == Phase.OPEN ? output.available() : 0;
            if (phase != Phase.AWAITED && unread == 0 && waiting.isEmpty()) {
                return true;
            }
            waiting.add(new Waiting(otherwiseLater, unread));
            return false;
        } catch (IOException e) {
            return true;
        } finally {
            order.unlock();
        }
    }

    /**
     * Waits for one byte without holding the lock, then takes the rest under it. So whoever holds
     * the lock and finds the pipe empty knows that nothing is on its way, but for that byte.
     */
    private void read(InputStream from) {
        byte[] chunk = new byte[CHUNK];
        try (from) {
            while (from.read(chunk, 0, 1) > 0) {
                consume(from, chunk);
                runDue(false);
            }
        } catch (IOException | UncheckedIOException e) {
            line("the output of the process could not be read any further: " + e.getMessage());
        } finally {
            close();
        }
    }

    private void consume(InputStream from, byte[] chunk) throws IOException {
        order.lock();
        try {
            int more = Math.min(from.available(), untilFirstAction(chunk.length) - 1);
            int length = 1 + (more > 0 ? Math.max(0, from.read(chunk, 1, more)) : 0);
            splitter.accept(chunk, length);
            waiting.forEach(one -> one.bytes -= length);
        } finally {
            order.unlock();
        }
    }

    /** How much may be taken before an action must run: its lines come before what follows. */
    private int untilFirstAction(int atMost) {
        Waiting first = waiting.peekFirst();
        return first == null ? atMost : (int) Math.min(atMost, first.bytes);
    }

    private void runDue(boolean all) {
        for (Waiting one = due(all); one != null; one = due(all)) {
            one.action.run();
            forget(one);
        }
    }

    private @Nullable Waiting due(boolean all) {
        order.lock();
        try {
            Waiting first = waiting.peekFirst();
            return first == null || (!all && first.bytes > 0) ? null : first;
        } finally {
            order.unlock();
        }
    }

    /** Only now: who comes while the action runs must queue behind it. */
    private void forget(Waiting done) {
        order.lock();
        try {
            waiting.remove(done);
        } finally {
            order.unlock();
        }
    }

    private void end() {
        order.lock();
        try {
            splitter.flush();
            phase = Phase.CLOSED;
        } finally {
            order.unlock();
        }
    }

    private void append(String line) {
        tail.add(line);
        writer.write(stream, clock.millis(), line, allowance);
    }
}

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

    private final LineSplitter splitter = new LineSplitter(this::append);
    private final TailBuffer tail = new TailBuffer();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private @Nullable InputStream output;

    /** An action that waits for so many more bytes of output. */
    private static final class Waiting {
        private final Runnable action;
        private long bytes;

        Waiting(Runnable action, long bytes) {
            this.action = action;
            this.bytes = bytes;
        }
    }

    public EnvironmentLog(LogStream stream, LogWriter writer, InstantSource clock) {
        this.stream = stream;
        this.writer = writer;
        this.clock = clock;
    }

    public LogStream stream() {
        return stream;
    }

    /** Reads a process's output on a thread of its own until it ends. */
    public void follow(InputStream processOutput) {
        order.lock();
        try {
            output = processOutput;
        } finally {
            order.unlock();
        }
        // Not a virtual thread: reading a pipe would pin its carrier.
        Thread.ofPlatform()
                .daemon()
                .stackSize(STACK_SIZE)
                .name("output-" + stream.function().name())
                .start(() -> read(processOutput));
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

    /**
     * Writes the line with which an invocation, and its tail, begins: after what the environment
     * has written before.
     */
    public void beginTail(String text) {
        afterOutput(() -> startTail(text));
    }

    private void startTail(String text) {
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
     */
    public void afterOutput(Runnable action) {
        if (isDrained(action)) {
            action.run();
        }
    }

    private boolean isDrained(Runnable otherwiseLater) {
        order.lock();
        try {
            int unread = output == null ? 0 : output.available();
            if (unread == 0 && waiting.isEmpty()) {
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
            end();
            runDue(true);
        }
    }

    private void consume(InputStream from, byte[] chunk) throws IOException {
        order.lock();
        try {
            int more = Math.min(from.available(), chunk.length - 1);
            int length = 1 + (more > 0 ? Math.max(0, from.read(chunk, 1, more)) : 0);
            splitter.accept(chunk, length);
            waiting.forEach(one -> one.bytes -= length);
        } finally {
            order.unlock();
        }
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
            output = null;
        } finally {
            order.unlock();
        }
    }

    private void append(String line) {
        tail.add(line);
        writer.write(stream, clock.millis(), line, allowance);
    }
}

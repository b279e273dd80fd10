package dev.gatehouse.functions.log;

import dev.gatehouse.functions.sandbox.ProcessOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The log of one environment: what its process writes, with the platform's own lines at the right
 * places between. Safe for any number of threads; none of them waits for the sink.
 */
public final class EnvironmentLog {
    private static final System.Logger LOG = System.getLogger(EnvironmentLog.class.getName());
    private static final int CHUNK = 64 * 1024;
    private static final long STACK_SIZE = 128 * 1024;

    private final Outbox outbox;
    private final InstantSource clock;

    /** Guards everything below, and the step from bytes in the pipe to lines in the log. */
    private final ReentrantLock order = new ReentrantLock();

    private final LineSplitter splitter;
    private final LogText platformLine = new LogText(256);
    private final TailBuffer tail = new TailBuffer();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    /** There was no process yet. */
    private boolean awaited = true;

    /** Until the process has ended. */
    private @Nullable ProcessOutput output;

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
        this.outbox = new Outbox(stream, writer);
        this.splitter = new LineSplitter(carriageReturn, this::append);
        this.clock = clock;
    }

    public LogStream stream() {
        return outbox.stream();
    }

    /** Reads a process's output on a thread of its own until it ends. */
    public void follow(ProcessOutput processOutput) {
        open(processOutput);
        // Not a virtual thread: reading a pipe would pin its carrier.
        Thread.ofPlatform()
                .daemon()
                .stackSize(STACK_SIZE)
                .name("output-" + stream().function().name())
                .start(() -> read(processOutput));
    }

    /** What waited for the process waits for what it has written until now. */
    private void open(ProcessOutput processOutput) {
        order.lock();
        try {
            awaited = false;
            output = processOutput;
            int unread = processOutput.available();
            waiting.forEach(one -> one.bytes = unread);
        } catch (IOException e) {
            output = null;
        } finally {
            order.unlock();
        }
        runDue(false);
    }

    /** Writes a line of the platform. */
    public void line(String text) {
        order.lock();
        try {
            splitter.flush();
            append(platformLine.clear().add(text), clock.millis());
        } finally {
            order.unlock();
        }
    }

    /**
     * Writes the line with which an invocation begins.
     *
     * @param tailWanted whether {@link #tail} will be asked for
     */
    public void begin(String requestId, String version, boolean tailWanted) {
        order.lock();
        try {
            splitter.flush();
            tail.begin(tailWanted);
            PlatformLines.start(platformLine.clear(), requestId, version);
            append(platformLine, clock.millis());
        } finally {
            order.unlock();
        }
    }

    /**
     * Writes the lines with which an invocation ends, all with the same time.
     *
     * @param before what the platform has to say first
     */
    public void end(List<String> before, PlatformLines.Report report) {
        long now = clock.millis();
        order.lock();
        try {
            splitter.flush();
            before.forEach(text -> append(platformLine.clear().add(text), now));
            PlatformLines.end(platformLine.clear(), report.requestId());
            append(platformLine, now);
            PlatformLines.report(platformLine.clear(), report);
            append(platformLine, now);
        } finally {
            order.unlock();
        }
    }

    /** The last 4 KB since {@link #begin}; nothing when they were not wanted. */
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
            long unread = output == null || output.isDrained() ? 0 : output.available();
            if (unread == 0 && !awaited && waiting.isEmpty()) {
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
     * Takes bytes from the pipe only under the lock: whoever holds it and finds the pipe empty
     * knows that nothing is on its way.
     */
    private void read(ProcessOutput from) {
        byte[] chunk = new byte[CHUNK];
        try {
            while (from.await()) {
                consume(from, chunk);
                runDue(false);
            }
        } catch (IOException | UncheckedIOException e) {
            line("the output of the process could not be read any further: " + e.getMessage());
        } finally {
            close();
            discard(from);
        }
    }

    private void consume(ProcessOutput from, byte[] chunk) throws IOException {
        order.lock();
        try {
            int length = from.read(chunk, 0, untilFirstAction(chunk.length));
            splitter.accept(chunk, length);
            waiting.forEach(one -> one.bytes -= length);
        } finally {
            order.unlock();
        }
    }

    /** Only after {@link #close}: nobody asks any more what is there. */
    private static void discard(ProcessOutput from) {
        try {
            from.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the pipe of a process was not closed", e);
        }
    }

    /** How much may be taken before an action must run: its lines come before what follows. */
    private int untilFirstAction(int atMost) {
        Waiting first = waiting.peekFirst();
        return first == null ? atMost : Math.clamp(first.bytes, 1, atMost);
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
            awaited = false;
            output = null;
        } finally {
            order.unlock();
        }
    }

    /** A line of the platform. */
    private void append(LogText line, long now) {
        tail.add(line.bytes(), line.length());
        outbox.addPlatform(now, line.bytes(), line.length());
    }

    /** A line of the function. */
    private void append(byte[] line, int length) {
        tail.add(line, length);
        outbox.add(clock.millis(), line, length);
    }
}

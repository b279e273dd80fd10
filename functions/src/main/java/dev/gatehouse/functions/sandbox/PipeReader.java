package dev.gatehouse.functions.sandbox;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.gatehouse.functions.system.CLibrary;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Cleaner;

/**
 * The end of a pipe that is read. Whether anything is there is asked with poll(2): unlike FIONREAD
 * it never waits for a writer that holds the pipe.
 */
final class PipeReader extends ProcessOutput {
    private static final short POLLIN = 1;
    private static final int FOREVER = -1;

    /** A struct pollfd: the descriptor, what is asked for, and the answer. */
    private static final MemoryLayout POLLFD =
            MemoryLayout.structLayout(JAVA_INT, JAVA_SHORT, JAVA_SHORT);

    private static final long EVENTS = 4;
    private static final long RETURNED = 6;

    private static final FunctionDescriptor POLL =
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle WAIT = CLibrary.function("poll", POLL);
    private static final MethodHandle ASK =
            CLibrary.function("poll", POLL, Linker.Option.critical(false));

    private static final Cleaner CLEANER = Cleaner.create();

    private final InputStream stream;

    /** Closes the descriptor, once, at the latest when nobody has this reader any more. */
    private final Cleaner.Cleanable descriptor;

    /** Of the thread that reads. */
    private final MemorySegment waiting;

    /** Of whoever asks; guarded by itself. */
    private final MemorySegment asking;

    /**
     * @param descriptor this reader's from now on, unless this fails
     */
    PipeReader(int descriptor) throws IOException {
        this.stream = new FileInputStream(OutputPipe.descriptor(descriptor));
        this.waiting = question(descriptor);
        this.asking = question(descriptor);
        this.descriptor = CLEANER.register(this, () -> OutputPipe.close(descriptor));
    }

    private static MemorySegment question(int descriptor) {
        MemorySegment question = Arena.ofAuto().allocate(POLLFD);
        question.set(JAVA_INT, 0, descriptor);
        question.set(JAVA_SHORT, EVENTS, POLLIN);
        return question;
    }

    @Override
    public boolean await() {
        int answers;
        do {
            // A negative answer is a signal's doing.
            answers = CLibrary.call(() -> (int) WAIT.invokeExact(waiting, 1L, FOREVER));
        } while (answers < 0);
        return isReadable(waiting);
    }

    @Override
    public boolean isDrained() {
        synchronized (asking) {
            int answers = CLibrary.call(() -> (int) ASK.invokeExact(asking, 1L, 0));
            return answers == 0 || (answers > 0 && !isReadable(asking));
        }
    }

    private static boolean isReadable(MemorySegment answered) {
        return (answered.get(JAVA_SHORT, RETURNED) & POLLIN) != 0;
    }

    @Override
    public int available() throws IOException {
        return stream.available();
    }

    @Override
    public int read() throws IOException {
        return stream.read();
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        return stream.read(to, offset, length);
    }

    @Override
    public void close() throws IOException {
        descriptor.clean();
        stream.close();
    }
}

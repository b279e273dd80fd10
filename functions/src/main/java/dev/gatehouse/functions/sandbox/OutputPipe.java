package dev.gatehouse.functions.sandbox;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.gatehouse.functions.system.CLibrary;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * A pipe from a process's stdout and stderr, read without a buffer in between. The stream that
 * {@link Process} offers has one, and its {@code available} waits for a read in progress.
 */
final class OutputPipe implements AutoCloseable {
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final MethodHandle PIPE2 =
            CLibrary.function("pipe2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle CLOSE =
            CLibrary.function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final PipeReader reader;
    private final int writer;

    private OutputPipe(PipeReader reader, int writer) {
        this.reader = reader;
        this.writer = writer;
    }

    static OutputPipe open() throws IOException {
        int[] ends = pipe();
        try {
            return new OutputPipe(new PipeReader(ends[0]), ends[1]);
        } catch (IOException e) {
            close(ends[0]);
            close(ends[1]);
            throw e;
        }
    }

    ProcessOutput reader() {
        return reader;
    }

    /** Opens the end that a process writes to; valid until {@link #closeWriter}. */
    File writer() {
        return descriptor(writer);
    }

    /**
     * To be called once, when the process has its own copy: the reader sees the end of the stream
     * only after the last copy is closed.
     */
    void closeWriter() {
        close(writer);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** A file that opens what the descriptor stands for once more. */
    static File descriptor(int number) {
        return new File("/proc/self/fd/" + number);
    }

    private static int[] pipe() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(JAVA_INT, 2);
            if (CLibrary.call(() -> (int) PIPE2.invokeExact(ends, CLOSE_ON_EXEC)) != 0) {
                throw new IOException("No pipe: too many open files");
            }
            return ends.toArray(JAVA_INT);
        }
    }

    static void close(int descriptor) {
        CLibrary.call(() -> (int) CLOSE.invokeExact(descriptor));
    }
}

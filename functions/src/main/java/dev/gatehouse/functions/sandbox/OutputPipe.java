package dev.gatehouse.functions.sandbox;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * A pipe from a process's stdout and stderr, read without a buffer in between. The stream that
 * {@link Process} offers has one, and its {@code available} waits for a read in progress.
 */
final class OutputPipe implements AutoCloseable {
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle PIPE2 =
            function(
                    "pipe2",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    private static final MethodHandle CLOSE =
            function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private final InputStream reader;
    private final int writer;

    private OutputPipe(InputStream reader, int writer) {
        this.reader = reader;
        this.writer = writer;
    }

    static OutputPipe open() throws IOException {
        int[] ends = pipe();
        try {
            return new OutputPipe(new FileInputStream(descriptor(ends[0])), ends[1]);
        } catch (IOException e) {
            close(ends[1]);
            throw e;
        } finally {
            close(ends[0]);
        }
    }

    InputStream reader() {
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

    private static File descriptor(int number) {
        return new File("/proc/self/fd/" + number);
    }

    private static int[] pipe() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(ValueLayout.JAVA_INT, 2);
            if ((int) PIPE2.invokeExact(ends, CLOSE_ON_EXEC) != 0) {
                throw new IOException("No pipe: too many open files");
            }
            return ends.toArray(ValueLayout.JAVA_INT);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable impossible) {
            throw new LinkageError("pipe2", impossible);
        }
    }

    private static void close(int descriptor) {
        try {
            int ignored = (int) CLOSE.invokeExact(descriptor);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable impossible) {
            throw new LinkageError("close", impossible);
        }
    }

    /** Restricted, because a wrong descriptor would crash: these two are POSIX's own. */
    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type);
    }
}

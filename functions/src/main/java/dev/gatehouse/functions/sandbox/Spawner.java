package dev.gatehouse.functions.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Starts processes, all from one thread that lives as long as the sandbox.
 *
 * <p>The parent-death signal, by which functions die with a killed server, is sent when the
 * <em>thread</em> that forked ends. A process must therefore never be started from a pool's or a
 * caller's thread.
 */
final class Spawner implements AutoCloseable {
    /** AWS docs: Lambda quotas, file descriptors. */
    private static final int MOST_DESCRIPTORS = 1024;

    /**
     * Arguments: the size of the largest file in blocks of 512 bytes, a file for descriptor 3 or
     * nothing, control groups to join, {@code --}, the command. A file that grows too large is an
     * error to its writer, not its end, hence the trap.
     */
    private static final String SCRIPT =
            """
            ulimit -c 0; ulimit -n %d 2>/dev/null; trap '' XFSZ
            ulimit -f "$1" 2>/dev/null; file=$2; shift 2
            while [ "$1" != -- ]; do echo 0 > "$1" || exit 126; shift; done
            shift
            if [ -n "$file" ]; then exec "$@" 3< "$file"; fi
            exec "$@"
            """
                    .formatted(MOST_DESCRIPTORS);

    /** What {@code ulimit -f} counts. */
    static final int BLOCKS_PER_MB = 2048;

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("function-spawner").factory());

    /** A process and what it writes. */
    record Spawned(Process process, OutputPipe output) {}

    /** Starts a command. Its stdin is a pipe, for the caller to write to or close. */
    Spawned spawn(Enclosure.Command command, List<Path> groups) throws IOException {
        try {
            return thread.submit(() -> start(command, groups)).get();
        } catch (ExecutionException e) {
            throw new IOException("Cannot start " + command.arguments().getFirst(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while starting a process", e);
        } catch (RejectedExecutionException e) {
            throw new IOException("No process is started any more", e);
        }
    }

    /** A command under the usual limits, without groups. */
    static ProcessBuilder script(Enclosure.Command command) {
        return script(command, List.of());
    }

    private static Spawned start(Enclosure.Command command, List<Path> groups) throws IOException {
        OutputPipe output = OutputPipe.open();
        try {
            Process process = script(command, groups).redirectOutput(output.writer()).start();
            return new Spawned(process, output);
        } catch (IOException e) {
            output.close();
            throw e;
        } finally {
            output.closeWriter();
        }
    }

    private static ProcessBuilder script(Enclosure.Command command, List<Path> groups) {
        Path file = command.descriptor3();
        List<String> arguments = new ArrayList<>();
        arguments.addAll(
                List.of(
                        "/bin/sh",
                        "-c",
                        SCRIPT,
                        "sh",
                        largestFile(command.largestFileMb()),
                        file == null ? "" : file.toString()));
        groups.forEach(group -> arguments.add(group.toString()));
        arguments.add("--");
        arguments.addAll(command.arguments());
        ProcessBuilder builder =
                new ProcessBuilder(arguments)
                        .directory(command.directory().toFile())
                        .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(command.variables());
        return builder;
    }

    private static String largestFile(int megabytes) {
        return megabytes == Enclosure.UNBOUNDED
                ? "unlimited"
                : Long.toString((long) megabytes * BLOCKS_PER_MB);
    }

    /** Ends the thread, and with it every process that is still there. */
    @Override
    public void close() {
        thread.shutdown();
    }
}

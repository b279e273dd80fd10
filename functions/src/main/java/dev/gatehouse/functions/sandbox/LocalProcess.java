package dev.gatehouse.functions.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * A process of this machine with its workspace and bounds, both of which it leaves when it ends.
 */
final class LocalProcess implements SandboxProcess {
    private static final System.Logger LOG = System.getLogger(LocalProcess.class.getName());
    private static final int SIGNAL_BASE = 128;
    private static final int SIGKILL = 9;

    /**
     * The signals that end processes in practice: an exit status above 128 may be an exit status.
     */
    private static final Set<Integer> SIGNALS = Set.of(4, 5, 6, 7, 8, SIGKILL, 11, 15, 24, 31);

    private final Process process;
    private final OutputPipe output;
    private final ResourceGroup group;
    private final Workspace workspace;
    private final boolean enclosed;
    private final CompletableFuture<Exit> exit;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final Queue<Runnable> harvests = new ConcurrentLinkedQueue<>();
    private volatile long finalPeak;

    /**
     * @param enclosed whether the process is an enclosure's, with the function's below it
     */
    LocalProcess(
            Spawner.Spawned spawned, ResourceGroup group, Workspace workspace, boolean enclosed) {
        this.process = spawned.process();
        this.output = spawned.output();
        this.group = group;
        this.workspace = workspace;
        this.enclosed = enclosed;
        group.started(process);
        this.exit = process.onExit().thenApply(this::verdict);
        var _ =
                exit.thenRun(
                        () -> Thread.ofVirtual().name("function-clean-up").start(this::cleanUp));
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public CompletionStage<Exit> exit() {
        return exit.copy();
    }

    /** Completes, never exceptionally, when its group and workspace are removed too. */
    CompletionStage<Void> gone() {
        return gone.copy();
    }

    @Override
    public ProcessOutput output() {
        return output.reader();
    }

    @Override
    public void terminate() {
        // The signal would end the enclosure at once, and everything in it by SIGKILL.
        process.descendants().forEach(ProcessHandle::destroy);
        if (!enclosed) {
            process.destroy();
        }
    }

    @Override
    public void kill() {
        if (!enclosed) {
            process.descendants().toList().forEach(ProcessHandle::destroyForcibly);
        }
        process.destroyForcibly();
        group.kill();
    }

    @Override
    public long peakMemoryBytes() {
        return process.isAlive() ? group.peakMemoryBytes() : finalPeak;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Workspace workspace() {
        return workspace;
    }

    void limitMemory(int megabytes) {
        group.limitMemory(megabytes);
    }

    /** Writes what the process waits for on its stdin, and ends that. */
    void tell(byte[] message) throws IOException {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(message);
        }
    }

    /** Takes something out of the workspace when the process has ended, before that is removed. */
    <T> CompletableFuture<T> harvest(Function<Workspace, T> taken) {
        CompletableFuture<T> result = new CompletableFuture<>();
        harvests.add(() -> result.completeAsync(() -> taken.apply(workspace), Runnable::run));
        return result;
    }

    private Exit verdict(Process ended) {
        finalPeak = group.peakMemoryBytes();
        int status = ended.exitValue();
        int signal = status - SIGNAL_BASE;
        if (status != 0 && group.ranOutOfMemory()) {
            return new Exit.OutOfMemory();
        }
        return SIGNALS.contains(signal) ? new Exit.Signal(signal) : new Exit.Code(status);
    }

    private void cleanUp() {
        try {
            group.kill();
            harvests.forEach(Runnable::run);
            group.release();
            workspace.remove();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Cannot clean up after a function's process", e);
        } finally {
            gone.complete(null);
        }
    }
}

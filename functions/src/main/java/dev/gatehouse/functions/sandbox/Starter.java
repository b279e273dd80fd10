package dev.gatehouse.functions.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Starts enclosed processes and knows which are there. Safe for any number of threads. */
final class Starter implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final Enclosure enclosure;
    private final ResourceGroups groups;
    private final Path environments;
    private final Spawner spawner = new Spawner();
    private final AtomicLong count = new AtomicLong();
    private final Set<LocalProcess> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    Starter(Enclosure enclosure, ResourceGroups groups, Path environments) {
        this.enclosure = enclosure;
        this.groups = groups;
        this.environments = environments;
        Workspace.removeTree(environments);
    }

    Enclosure enclosure() {
        return enclosure;
    }

    boolean limitsProcesses() {
        return groups.limitsProcesses();
    }

    Workspace newWorkspace() throws IOException {
        return Workspace.create(environments, Long.toString(count.incrementAndGet()));
    }

    /** Starts a process. Its workspace goes with it, also when it cannot be started. */
    LocalProcess start(Enclosure.Inner inner, int memoryMb) throws IOException {
        Workspace workspace = inner.folders().workspace();
        ResourceGroup group = null;
        try {
            group = groups.create(workspace.folder().getFileName().toString(), memoryMb);
            Enclosure.Command command = enclosure.enclose(inner);
            Spawner.Spawned spawned = spawner.spawn(command, group.memberships());
            return remember(new LocalProcess(spawned, group, workspace, enclosure.fixesFolders()));
        } catch (IOException | ControlGroup.Unusable e) {
            if (group != null) {
                group.release();
            }
            workspace.remove();
            throw new IOException("Cannot start a function's process: " + e.getMessage(), e);
        }
    }

    private LocalProcess remember(LocalProcess process) {
        running.add(process);
        process.gone().thenRun(() -> running.remove(process));
        if (closing) {
            process.kill();
        }
        return process;
    }

    @Override
    public void close() {
        closing = true;
        running.forEach(LocalProcess::kill);
        CompletableFuture.allOf(
                        running.stream()
                                .map(process -> process.gone().toCompletableFuture())
                                .toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        spawner.close();
        groups.close();
    }
}

package dev.gatehouse.functions.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process and its descendants, whose resident memory is measured now and then. */
final class WatchedProcesses implements ResourceGroup {
    private static final int PAGE_BYTES = 4096;

    private final Consumer<WatchedProcesses> onStart;
    private final Consumer<WatchedProcesses> onRelease;
    private volatile int limitMb;
    private volatile @Nullable Process process;
    private volatile long peak;
    private volatile boolean outOfMemory;

    WatchedProcesses(
            int limitMb, Consumer<WatchedProcesses> onStart, Consumer<WatchedProcesses> onRelease) {
        this.limitMb = limitMb;
        this.onStart = onStart;
        this.onRelease = onRelease;
    }

    /** Called by one thread only. */
    void measure() {
        long resident = residentBytes();
        peak = Math.max(peak, resident);
        if (resident > limitMb * 1024L * 1024) {
            outOfMemory = true;
            kill();
        }
    }

    @Override
    public List<Path> memberships() {
        return List.of();
    }

    @Override
    public void limitMemory(int megabytes) {
        limitMb = megabytes;
    }

    @Override
    public void started(Process process) {
        this.process = process;
        onStart.accept(this);
    }

    @Override
    public boolean ranOutOfMemory() {
        return outOfMemory;
    }

    /** What the watch saw; looks by itself only when that has not come by yet. */
    @Override
    public long peakMemoryBytes() {
        long seen = peak;
        return seen > 0 ? seen : residentBytes();
    }

    @Override
    public void kill() {
        members().toList().forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void release() {
        onRelease.accept(this);
    }

    private Stream<ProcessHandle> members() {
        Process root = process;
        return root == null || !root.isAlive()
                ? Stream.empty()
                : Stream.concat(Stream.of(root.toHandle()), root.descendants());
    }

    private long residentBytes() {
        return members().mapToLong(WatchedProcesses::residentBytes).sum();
    }

    /** The second field of statm: resident pages. */
    private static long residentBytes(ProcessHandle handle) {
        try {
            String statm = Files.readString(Path.of("/proc", Long.toString(handle.pid()), "statm"));
            return Long.parseLong(statm.split(" ")[1]) * PAGE_BYTES;
        } catch (IOException ended) {
            return 0;
        }
    }
}

package dev.gatehouse.functions.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One control group.
 *
 * @param folders the memory group and the group with the bound on processes, which may be one
 */
record ControlGroup(ControlGroupVersion version, List<Path> folders) implements ResourceGroup {
    private static final int TRIES = 100;
    private static final long PAUSE_MILLIS = 20;

    /** Control groups turn out not to be the server's to use. */
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unusable(Path folder, IOException reason) {
            super("Cannot use control group " + folder, reason);
        }
    }

    void create(int memoryMb) {
        for (Path folder : folders) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new Unusable(folder, e);
            }
        }
        limitMemory(memoryMb);
        write(folders.getLast(), "pids.max", Integer.toString(MOST_PROCESSES));
    }

    @Override
    public List<Path> memberships() {
        return folders.stream().distinct().map(folder -> folder.resolve("cgroup.procs")).toList();
    }

    @Override
    public void limitMemory(int megabytes) {
        long bytes = megabytes * 1024L * 1024;
        Path memory = folders.getFirst();
        // The limit with swap may not be below the one without, so a rise needs it first.
        boolean swap = Files.exists(memory.resolve(version.swapLimit()));
        boolean rise = swap && !tryWrite(memory, version.limit(), Long.toString(bytes));
        if (swap) {
            write(memory, version.swapLimit(), version.swapValue(bytes));
        }
        if (rise || !swap) {
            write(memory, version.limit(), Long.toString(bytes));
        }
    }

    @Override
    public void started(Process process) {
        // It joined by itself, before it ran anything of the function's.
    }

    @Override
    public boolean ranOutOfMemory() {
        return read(version.events())
                .lines()
                .anyMatch(line -> line.startsWith("oom_kill ") && !line.equals("oom_kill 0"));
    }

    @Override
    public long peakMemoryBytes() {
        String peak = read(version.peak()).strip();
        return peak.isEmpty() ? 0 : Long.parseLong(peak);
    }

    @Override
    public void kill() {
        read("cgroup.procs")
                .lines()
                .map(Long::parseLong)
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void release() {
        for (int i = 0; i < TRIES && !removed(); i++) {
            kill();
            pause();
        }
    }

    private boolean removed() {
        try {
            for (Path folder : folders) {
                Files.deleteIfExists(folder);
            }
            return true;
        } catch (IOException stillHasMembers) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String read(String name) {
        try {
            return Files.readString(folders.getFirst().resolve(name));
        } catch (IOException released) {
            return "";
        }
    }

    private static boolean tryWrite(Path folder, String name, String value) {
        try {
            Files.writeString(folder.resolve(name), value);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static void write(Path folder, String name, String value) {
        try {
            Files.writeString(folder.resolve(name), value);
        } catch (IOException e) {
            throw new Unusable(folder, e);
        }
    }
}

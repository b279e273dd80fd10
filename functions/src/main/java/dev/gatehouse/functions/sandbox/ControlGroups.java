package dev.gatehouse.functions.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Control groups of Linux below the server's own, version 2 where it is delegated to the server,
 * otherwise version 1.
 *
 * @param memory the folder in which memory groups are made
 * @param pids the folder in which groups with a bound on processes are made; the same in version 2
 */
record ControlGroups(ControlGroupVersion version, Path memory, Path pids)
        implements ResourceGroups {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final String PREFIX = "gatehouse-";
    private static final String SERVER = "server";
    private static final String CONTROL = "cgroup.subtree_control";

    static Optional<ControlGroups> find() {
        try {
            List<String> own = Files.readAllLines(Path.of("/proc/self/cgroup"));
            Optional<ControlGroups> found =
                    Files.exists(ROOT.resolve("cgroup.controllers")) ? second(own) : first(own);
            return found.filter(ControlGroups::works);
        } catch (IOException noControlGroups) {
            return Optional.empty();
        }
    }

    @Override
    public ResourceGroup create(String name, int memoryMb) {
        String own = PREFIX + ProcessHandle.current().pid() + "-" + name;
        ControlGroup group =
                new ControlGroup(version, List.of(memory.resolve(own), pids.resolve(own)));
        try {
            group.create(memoryMb);
            return group;
        } catch (ControlGroup.Unusable e) {
            group.release();
            throw e;
        }
    }

    @Override
    public boolean limitsProcesses() {
        return true;
    }

    @Override
    public void close() {
        // Every group was released with its process.
    }

    private boolean works() {
        removeLeftovers();
        try {
            create("probe", 16).release();
            return true;
        } catch (ControlGroup.Unusable notOurs) {
            return false;
        }
    }

    /** Groups of servers that were killed, with the processes that outlived them. */
    private void removeLeftovers() {
        for (Path folder : List.of(memory, pids)) {
            try (DirectoryStream<Path> groups = Files.newDirectoryStream(folder, PREFIX + "*-*")) {
                for (Path group : groups) {
                    String pid = group.getFileName().toString().split("-", 3)[1];
                    if (!Files.exists(Path.of("/proc", pid))) {
                        new ControlGroup(version, List.of(group)).release();
                    }
                }
            } catch (IOException unreadable) {
                System.getLogger(ControlGroups.class.getName())
                        .log(System.Logger.Level.DEBUG, "Old control groups stay", unreadable);
            }
        }
    }

    private static Optional<ControlGroups> first(List<String> own) {
        return controller(own, "memory")
                .flatMap(memory ->
                        controller(own, "pids")
                                .map(pids ->
                                        new ControlGroups(
                                                ControlGroupVersion.FIRST, memory, pids)));
    }

    /** The group's folder under the controller's mount, which may show only a part of the tree. */
    private static Optional<Path> controller(List<String> own, String name) {
        return own.stream()
                .map(line -> line.split(":", 3))
                .filter(fields -> List.of(fields[1].split(",")).contains(name))
                .flatMap(fields -> Stream.of(ROOT.resolve(name + fields[2]), ROOT.resolve(name)))
                .filter(Files::isWritable)
                .findFirst();
    }

    private static Optional<ControlGroups> second(List<String> own) throws IOException {
        Optional<Path> folder =
                own.stream()
                        .filter(line -> line.startsWith("0::/"))
                        .map(line -> ROOT.resolve(line.substring("0::/".length())))
                        .filter(Files::isWritable)
                        .findFirst();
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        Path parent = parent(folder.get());
        enableControllers(parent);
        return Optional.of(new ControlGroups(ControlGroupVersion.SECOND, parent, parent));
    }

    /** An earlier server, started from the same shell, has moved that shell down one step. */
    private static Path parent(Path own) throws IOException {
        return own.endsWith(SERVER) && hasControllers(own.resolveSibling(""))
                ? own.resolveSibling("")
                : own;
    }

    private static boolean hasControllers(Path group) throws IOException {
        String enabled = Files.readString(group.resolve(CONTROL)).strip();
        return Files.isWritable(group)
                && List.of(enabled.split(" ")).containsAll(List.of("memory", "pids"));
    }

    /** A group with controllers may have no processes itself, so its own move down one step. */
    private static void enableControllers(Path own) throws IOException {
        if (hasControllers(own)) {
            return;
        }
        Path server = Files.createDirectories(own.resolve(SERVER));
        for (String pid : Files.readAllLines(own.resolve("cgroup.procs"))) {
            Files.writeString(server.resolve("cgroup.procs"), pid);
        }
        Files.writeString(own.resolve(CONTROL), "+memory +pids");
    }
}

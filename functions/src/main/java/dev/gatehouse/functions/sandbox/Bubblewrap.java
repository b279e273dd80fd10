package dev.gatehouse.functions.sandbox;

import dev.gatehouse.functions.runtime.Interpreter;
import dev.gatehouse.functions.runtime.RuntimeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Encloses a process in namespaces of its own, with {@code bwrap}: it sees the system's programs
 * and libraries, its interpreter, its code and layers, all read-only, and a {@code /tmp}; no other
 * process, none of the server's files or variables. It has no capabilities and can gain none. When
 * the server is root, the process runs as {@link #USER}; otherwise in a user namespace.
 *
 * <p>The arguments go through a file that only the server can read, because a command line can be
 * read by every user, and never through the environment of {@code bwrap}, which runs outside.
 *
 * @param root whether the server is root
 * @param disks whether {@code /tmp} can be a disk of its own
 * @param accounts the folder with the sandbox's user database
 * @param hidden what functions must not see although it may stand below {@code /usr}
 */
record Bubblewrap(
        Path program,
        boolean root,
        boolean disks,
        RuntimeFiles runtimeFiles,
        Path accounts,
        Path hidden)
        implements Enclosure {
    /** A user id that nobody else on the machine has; AWS's own has the name sbx_user1051. */
    static final int USER = 650_993;

    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    private static final List<String> NAMESPACES =
            List.of(
                    "--die-with-parent",
                    "--new-session",
                    "--unshare-pid",
                    "--unshare-ipc",
                    "--unshare-uts",
                    "--unshare-cgroup-try",
                    "--hostname",
                    "sandbox",
                    "--clearenv");

    /** Name resolution, certificates, time zone and the loader's cache; nothing about this host. */
    private static final List<String> SYSTEM_FILES =
            List.of(
                    "/etc/alternatives",
                    "/etc/ca-certificates",
                    "/etc/crypto-policies",
                    "/etc/gai.conf",
                    "/etc/host.conf",
                    "/etc/hosts",
                    "/etc/java-8-openjdk",
                    "/etc/java-11-openjdk",
                    "/etc/java-17-openjdk",
                    "/etc/java-21-openjdk",
                    "/etc/java-25-openjdk",
                    "/etc/ld.so.cache",
                    "/etc/ld.so.conf",
                    "/etc/ld.so.conf.d",
                    "/etc/localtime",
                    "/etc/mime.types",
                    "/etc/nsswitch.conf",
                    "/etc/pki",
                    "/etc/protocols",
                    "/etc/resolv.conf",
                    "/etc/services",
                    "/etc/ssl");

    /** Finds a usable bubblewrap, or tells why there is none. */
    static Probe probe(RuntimeFiles runtimeFiles, Path folder) {
        return BubblewrapProbe.run(runtimeFiles, folder);
    }

    /** What a look for bubblewrap found. */
    sealed interface Probe {
        record Usable(Bubblewrap bubblewrap) implements Probe {}

        record Unusable(String reason) implements Probe {}
    }

    @Override
    public Layout layout(Folders folders, Optional<Interpreter> interpreter) {
        return new Layout(
                "/var/task",
                "/opt",
                "/tmp",
                "/var/runtime",
                interpreter.map(Bubblewrap::seenHome).orElse("/var/lang"));
    }

    @Override
    public Command enclose(Inner inner) throws IOException {
        Workspace workspace = inner.folders().workspace();
        if (root) {
            workspace.ownTemp(USER);
        }
        List<String> options = new ArrayList<>(NAMESPACES);
        options.addAll(privileges());
        system(options);
        folders(options, inner);
        inner.variables().forEach((name, value) -> add(options, "--setenv", name, value));
        Path file = workspace.privateFile("bwrap", terminated(options));

        List<String> command = new ArrayList<>();
        boolean disk = disks && inner.storageMb() != UNBOUNDED;
        if (disk) {
            command.addAll(TempDisk.mounting(workspace, inner.storageMb(), USER));
        }
        add(command, program.toString(), "--args", "3", "--");
        command.addAll(limits(inner.limitProcesses()));
        command.addAll(dropped());
        command.addAll(inner.arguments());
        return new Command(
                command,
                Map.of("PATH", "/usr/bin:/bin"),
                file,
                workspace.folder(),
                disk ? TempDisk.fileMb(inner.storageMb()) : inner.storageMb());
    }

    /** Each option with a NUL behind it; one that held a NUL itself would be several. */
    private static String terminated(List<String> options) throws IOException {
        for (String option : options) {
            if (option.indexOf('\0') >= 0) {
                throw new IOException("a NUL in an option of the sandbox");
            }
        }
        return String.join("\0", options) + "\0";
    }

    @Override
    public boolean fixesFolders() {
        return true;
    }

    private List<String> privileges() {
        return root
                ? List.of(
                        "--cap-drop", "ALL",
                        "--cap-add", "CAP_SETUID",
                        "--cap-add", "CAP_SETGID",
                        "--cap-add", "CAP_SETPCAP")
                : List.of(
                        "--unshare-user",
                        "--uid",
                        String.valueOf(USER),
                        "--gid",
                        String.valueOf(USER));
    }

    /** Root without a user namespace gives up its user and its last capabilities inside. */
    private List<String> dropped() {
        return root
                ? List.of(
                        SETPRIV.toString(),
                        "--reuid=" + USER,
                        "--regid=" + USER,
                        "--clear-groups",
                        "--bounding-set=-all",
                        "--inh-caps=-all",
                        "--no-new-privs",
                        "--")
                : List.of();
    }

    private static List<String> limits(boolean processes) {
        return processes && Files.isExecutable(PRLIMIT)
                ? List.of(PRLIMIT.toString(), "--nproc=" + ResourceGroup.MOST_PROCESSES)
                : List.of();
    }

    private void system(List<String> options) {
        // Parents that bubblewrap makes by itself may be closed to the sandbox's user.
        add(options, "--perms", "0755", "--dir", "/etc", "--perms", "0755", "--dir", "/var");
        add(options, "--ro-bind", "/usr", "/usr");
        if (isSystem(hidden)) {
            String place = hidden.toString();
            add(options, "--perms", "0555", "--tmpfs", place, "--remount-ro", place);
        }
        for (String name : List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")) {
            Path path = Path.of(name);
            if (Files.isSymbolicLink(path)) {
                add(options, "--symlink", "usr" + name, name);
            } else if (Files.isDirectory(path)) {
                add(options, "--ro-bind", name, name);
            }
        }
        SYSTEM_FILES.forEach(file -> add(options, "--ro-bind-try", file, file));
        add(options, "--ro-bind", accounts.resolve("passwd").toString(), "/etc/passwd");
        add(options, "--ro-bind", accounts.resolve("group").toString(), "/etc/group");
        add(options, "--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev");
    }

    private void folders(List<String> options, Inner inner) {
        Folders folders = inner.folders();
        add(options, "--ro-bind", runtimeFiles.folder().toString(), "/var/runtime");
        inner.interpreter()
                .filter(interpreter -> !isSystem(interpreter.home()))
                .ifPresent(interpreter -> interpreter(options, interpreter));
        add(options, "--ro-bind", folders.code().toString(), "/var/task");
        add(options, "--ro-bind", folders.layers().toString(), "/opt");
        add(options, "--bind", folders.workspace().temp().toString(), "/tmp");
        add(options, "--remount-ro", "/", "--chdir", "/var/task");
    }

    /** Its own parts alone: the folder above {@code bin} may be somebody's home. */
    private static void interpreter(List<String> options, Interpreter interpreter) {
        Path home = interpreter.home();
        add(options, "--perms", "0755", "--dir", "/var/lang");
        for (String part : parts(interpreter)) {
            Path seenAt = Path.of("/var/lang").resolve(part);
            add(options, "--ro-bind-try", home.resolve(part).toString(), seenAt.toString());
        }
    }

    private static List<String> parts(Interpreter interpreter) {
        Path home = interpreter.home();
        String bin = home.relativize(interpreter.executable().resolveSibling("")).toString();
        return switch (interpreter.language()) {
            case NODE -> List.of(bin, "lib");
            case PYTHON -> List.of(bin, "lib", "lib64", "openssl", "ssl");
            // A folder with a JDK's release file is a JDK.
            case JAVA, EXECUTABLE -> List.of("");
        };
    }

    private static String seenHome(Interpreter interpreter) {
        return isSystem(interpreter.home()) ? interpreter.home().toString() : "/var/lang";
    }

    private static boolean isSystem(Path home) {
        return home.startsWith("/usr");
    }

    private static void add(List<String> list, String... values) {
        list.addAll(List.of(values));
    }
}

package dev.gatehouse.functions.sandbox;

import dev.gatehouse.functions.runtime.RuntimeFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs {@code true} in a sandbox: user namespaces may be forbidden, or bubblewrap too old. */
final class BubblewrapProbe {
    private static final long PATIENCE_SECONDS = 10;
    private static final int PROBE_STORAGE_MB = 1;

    private BubblewrapProbe() {}

    static Bubblewrap.Probe run(RuntimeFiles runtimeFiles, Path folder) {
        Optional<Path> program =
                Stream.of("/usr/bin/bwrap", "/usr/local/bin/bwrap", "/bin/bwrap")
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst();
        if (program.isEmpty()) {
            return new Bubblewrap.Probe.Unusable("bubblewrap (bwrap) is not installed");
        }
        try {
            boolean root = isRoot() && Files.isExecutable(Path.of("/usr/bin/setpriv"));
            Path accounts = writeAccounts(folder.resolve("accounts"));
            // The data directory, of which this folder is a part.
            Path hidden = folder.toAbsolutePath().resolveSibling("").normalize();
            Bubblewrap plain =
                    new Bubblewrap(program.get(), root, false, runtimeFiles, accounts, hidden);
            return root && TempDisk.isInstalled() ? best(plain, folder) : tried(plain, folder);
        } catch (IOException e) {
            return new Bubblewrap.Probe.Unusable("bubblewrap cannot be tried: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Bubblewrap.Probe.Unusable("interrupted while trying bubblewrap");
        }
    }

    /** With disks for {@code /tmp} where they can be mounted. */
    private static Bubblewrap.Probe best(Bubblewrap plain, Path folder)
            throws IOException, InterruptedException {
        Bubblewrap withDisks =
                new Bubblewrap(
                        plain.program(),
                        plain.root(),
                        true,
                        plain.runtimeFiles(),
                        plain.accounts(),
                        plain.hidden());
        return tried(withDisks, folder) instanceof Bubblewrap.Probe.Usable usable
                ? usable
                : tried(plain, folder);
    }

    private static Bubblewrap.Probe tried(Bubblewrap bubblewrap, Path folder)
            throws IOException, InterruptedException {
        Workspace workspace = Workspace.create(folder, "probe-" + ProcessHandle.current().pid());
        try {
            var folders = new Enclosure.Folders(workspace, workspace.task(), workspace.layers());
            var inner =
                    new Enclosure.Inner(
                            folders,
                            Optional.empty(),
                            List.of("/bin/true"),
                            Map.of(),
                            PROBE_STORAGE_MB,
                            false);
            Process process = Spawner.script(bubblewrap.enclose(inner)).start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Bubblewrap.Probe.Unusable("bubblewrap does not answer");
            }
            return process.exitValue() == 0
                    ? new Bubblewrap.Probe.Usable(bubblewrap)
                    : new Bubblewrap.Probe.Unusable("bubblewrap fails: " + complaint(process));
        } finally {
            workspace.remove();
        }
    }

    private static String complaint(Process process) throws IOException {
        try (InputStream output = process.getInputStream()) {
            return new String(output.readNBytes(500), StandardCharsets.UTF_8).strip();
        }
    }

    /** The link itself is root's for everybody: what it leads to is this process's. */
    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    /** The sandbox's own user database: its user and nobody of the host's. */
    private static Path writeAccounts(Path folder) throws IOException {
        Files.createDirectories(folder);
        String ids = Bubblewrap.USER + ":" + Bubblewrap.USER;
        writeOpen(
                folder.resolve("passwd"),
                "root:x:0:0:root:/root:/bin/false\nsbx_user1051:x:" + ids + "::/tmp:/bin/false\n");
        writeOpen(folder.resolve("group"), "root:x:0:\nsbx_user1051:x:" + Bubblewrap.USER + ":\n");
        return folder;
    }

    private static void writeOpen(Path file, String content) throws IOException {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
}

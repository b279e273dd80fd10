package dev.gatehouse.functions.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The executable that a package or a layer brings to be its own runtime. */
final class Bootstrap {
    private static final String NAME = "bootstrap";
    private static final int HEAD = 256;

    /** An interpreter among the folders that every sandbox shows as they are on the host. */
    private static final Pattern SYSTEM_SCRIPT =
            Pattern.compile("#![ \\t]*(/(?:usr|bin|sbin)/[^ \\t\\n]*).*", Pattern.DOTALL);

    /** The machine's number in an ELF header, by the name that Java has for it. */
    private static final Map<String, Integer> MACHINES = Map.of("amd64", 62, "aarch64", 183);

    private static final Set<PosixFilePermission> EXECUTABLE =
            PosixFilePermissions.fromString("rwxr-xr-x");

    private Bootstrap() {}

    /**
     * Its path, as the process sees it. An archive made elsewhere may have lost the mark that it is
     * a program; it gets it back.
     *
     * @throws InvalidEntrypointException if there is none, or none that this machine could run
     */
    static String find(Enclosure.Folders folders, Layout layout)
            throws InvalidEntrypointException, IOException {
        var places =
                List.of(
                        new Place(folders.code(), layout.task()),
                        new Place(folders.layers(), layout.layers()));
        for (Place place : places) {
            Path file = place.folder.resolve(NAME);
            if (Files.isRegularFile(file)) {
                check(file);
                makeExecutable(file);
                return place.seenAt + "/" + NAME;
            }
        }
        throw new InvalidEntrypointException(
                "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
    }

    private record Place(Path folder, String seenAt) {}

    /** Finds out what the kernel would say; from the exit of the process nobody could tell. */
    private static void check(Path file) throws InvalidEntrypointException, IOException {
        String head = head(file);
        Matcher script = SYSTEM_SCRIPT.matcher(head);
        if (script.matches() && !Files.exists(Path.of(script.group(1)))) {
            throw new InvalidEntrypointException(
                    "fork/exec /var/task/bootstrap: no such file or directory");
        }
        if (!head.startsWith("#!") && !isElfOfThisMachine(head)) {
            throw new InvalidEntrypointException(
                    "fork/exec /var/task/bootstrap: exec format error");
        }
    }

    private static String head(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return new String(content.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        }
    }

    private static boolean isElfOfThisMachine(String head) {
        if (!head.startsWith("\u007fELF") || head.length() < 20) {
            return false;
        }
        int machine = head.charAt(18) | head.charAt(19) << 8;
        return MACHINES.getOrDefault(System.getProperty("os.arch"), machine) == machine;
    }

    private static void makeExecutable(Path file) throws IOException {
        if (!Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_EXECUTE)) {
            Files.setPosixFilePermissions(file, EXECUTABLE);
        }
    }
}

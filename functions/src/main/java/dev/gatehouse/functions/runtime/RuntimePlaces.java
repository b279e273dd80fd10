package dev.gatehouse.functions.runtime;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where interpreters are looked for.
 *
 * @param configured folders that the configuration names, each an interpreter's home or a folder of
 *     such homes; they come first
 * @param searchPath the folders of {@code PATH}
 * @param home the user's home folder, in which version managers keep theirs
 * @param javaHomes homes of Java that are known already
 */
public record RuntimePlaces(
        List<Path> configured, List<Path> searchPath, Path home, List<Path> javaHomes) {
    private static final List<String> NODE_MANAGERS =
            List.of(
                    ".nvm/versions/node",
                    ".local/share/fnm/node-versions",
                    ".fnm/node-versions",
                    ".volta/tools/image/node",
                    ".asdf/installs/nodejs",
                    ".local/share/mise/installs/node");
    private static final List<String> PYTHON_MANAGERS =
            List.of(
                    ".pyenv/versions",
                    ".local/share/uv/python",
                    ".asdf/installs/python",
                    ".local/share/mise/installs/python");
    private static final List<String> JAVA_MANAGERS =
            List.of(
                    ".sdkman/candidates/java",
                    ".jdks",
                    ".asdf/installs/java",
                    ".local/share/mise/installs/java");
    private static final List<Path> JAVA_FOLDERS =
            List.of(Path.of("/usr/lib/jvm"), Path.of("/usr/java"), Path.of("/opt/java"));

    public RuntimePlaces {
        configured = List.copyOf(configured);
        searchPath = List.copyOf(searchPath);
        javaHomes = List.copyOf(javaHomes);
    }

    /** The places of this machine and user, after those that the configuration names. */
    public static RuntimePlaces ofThisMachine(
            List<Path> configured, Map<String, String> variables) {
        List<Path> path =
                Arrays.stream(
                                variables
                                        .getOrDefault("PATH", "/usr/bin:/bin")
                                        .split(File.pathSeparator))
                        .filter(folder -> folder.startsWith("/"))
                        .map(Path::of)
                        .toList();
        List<Path> javaHomes =
                Stream.of(System.getProperty("java.home"), variables.get("JAVA_HOME"))
                        .filter(home -> home != null && home.startsWith("/"))
                        .map(Path::of)
                        .toList();
        Path home = Path.of(variables.getOrDefault("HOME", System.getProperty("user.home", "/")));
        return new RuntimePlaces(configured, path, home, javaHomes);
    }

    /** Every folder that may be the home of an interpreter of this language, the best first. */
    List<Path> homes(Language language) {
        List<Path> homes = new ArrayList<>(configured);
        configured.forEach(folder -> homes.addAll(children(folder)));
        switch (language) {
            case NODE -> NODE_MANAGERS.forEach(folder -> homes.addAll(managed(folder)));
            case PYTHON -> PYTHON_MANAGERS.forEach(folder -> homes.addAll(managed(folder)));
            case JAVA -> {
                homes.addAll(javaHomes);
                JAVA_FOLDERS.forEach(folder -> homes.addAll(children(folder)));
                JAVA_MANAGERS.forEach(folder -> homes.addAll(managed(folder)));
            }
            case EXECUTABLE -> {}
        }
        return homes;
    }

    @Override
    public String toString() {
        return "the configured runtime folders, PATH, the version managers' folders in "
                + home
                + " and the usual JDK folders";
    }

    private List<Path> managed(String folder) {
        // fnm keeps each version one level deeper.
        return children(home.resolve(folder)).stream()
                .map(p ->
                        Files.isDirectory(p.resolve("installation"))
                                ? p.resolve("installation")
                                : p)
                .toList();
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
            List<Path> found = new ArrayList<>();
            entries.forEach(found::add);
            found.sort(null);
            return found;
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}

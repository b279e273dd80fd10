package dev.gatehouse.server.cli;

import dev.gatehouse.server.config.SettingsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Code on disk that {@code run} serves: what to call it, how to run it, and its package.
 *
 * @param runtimes that it can run on, the best first
 * @param root the folder whose content becomes {@code /var/task}, or the one file that does
 */
record FunctionSource(String name, List<String> runtimes, String handler, Path root) {
    private static final List<String> ENTRY_FILES =
            List.of(
                    "index.mjs",
                    "index.js",
                    "index.cjs",
                    "lambda_function.py",
                    "app.py",
                    "main.py",
                    "handler.py");
    private static final List<String> NODE = List.of("nodejs24.x", "nodejs22.x", "nodejs20.x");
    private static final List<String> PYTHON =
            List.of("python3.13", "python3.12", "python3.11", "python3.10", "python3.14");
    private static final Pattern PYTHON_HANDLER =
            Pattern.compile("(?m)^(?:async )?def (lambda_handler|handler)\\(");

    /**
     * Looks at a file or folder.
     *
     * @param handler what the user named, or null to find it
     * @throws SettingsException when it is not clear what to run
     */
    static FunctionSource of(Path path, @Nullable String runtime, @Nullable String handler) {
        if (!Files.exists(path)) {
            throw new SettingsException("there is no " + path);
        }
        Path absolute = path.toAbsolutePath().normalize();
        Path entry = Files.isDirectory(absolute) ? entryOf(absolute, runtime) : absolute;
        List<String> runtimes = runtime != null ? List.of(runtime) : runtimesOf(entry);
        String found = handler != null ? handler : handlerOf(entry, runtimes.getFirst());
        return new FunctionSource(nameOf(absolute), runtimes, found, absolute);
    }

    /** Newest change of any file, to notice edits. */
    long lastModified() throws IOException {
        return files().stream().mapToLong(file -> file.toFile().lastModified()).max().orElse(0);
    }

    /** The package: paths relative to the root, executable bits kept. */
    byte[] zip() throws IOException {
        if (root.toString().endsWith(".zip") || root.toString().endsWith(".jar")) {
            return Files.readAllBytes(root);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Path base = Files.isDirectory(root) ? root : parent(root);
        try (ZipWriter zip = new ZipWriter(bytes)) {
            for (Path file : files()) {
                zip.add(base.relativize(file).toString(), file);
            }
        }
        return bytes.toByteArray();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !root.relativize(file).startsWith(".git"))
                    .sorted()
                    .toList();
        }
    }

    private static Path entryOf(Path folder, @Nullable String runtime) {
        if (Files.exists(folder.resolve("bootstrap"))) {
            return folder.resolve("bootstrap");
        }
        return ENTRY_FILES.stream()
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst()
                .or(() -> runtime == null ? Optional.empty() : Optional.of(folder))
                .orElseThrow(() ->
                        new SettingsException(
                                folder
                                        + " has none of bootstrap, "
                                        + String.join(", ", ENTRY_FILES)
                                        + ": name the file to run, or give --runtime and --handler"));
    }

    private static List<String> runtimesOf(Path entry) {
        String name = entry.getFileName().toString();
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "mjs", "js", "cjs" -> NODE;
            case "py" -> PYTHON;
            case "bootstrap" -> List.of("provided.al2023");
            default ->
                    throw new SettingsException(
                            "cannot tell the runtime of "
                                    + entry
                                    + ": give --runtime and --handler");
        };
    }

    private static String handlerOf(Path entry, String runtime) {
        String name = entry.getFileName().toString();
        String module = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
        if (!runtime.startsWith("python")) {
            return name.equals("bootstrap") ? "bootstrap" : module + ".handler";
        }
        try {
            Matcher defined = PYTHON_HANDLER.matcher(Files.readString(entry));
            return module + "." + (defined.find() ? defined.group(1) : "lambda_handler");
        } catch (IOException e) {
            throw new SettingsException("cannot read " + entry + ": " + e.getMessage(), e);
        }
    }

    /** The folder's name, or the file's unless that is one of the usual entry files. */
    private static String nameOf(Path path) {
        String own = path.getFileName().toString();
        String name =
                ENTRY_FILES.contains(own) || own.equals("bootstrap")
                        ? parent(path).getFileName().toString()
                        : own;
        int dot = Files.isDirectory(path) ? -1 : name.lastIndexOf('.');
        String clean = (dot > 0 ? name.substring(0, dot) : name).replaceAll("[^a-zA-Z0-9-_]", "-");
        String bounded = clean.substring(0, Math.min(clean.length(), 64));
        return bounded.isEmpty() ? "function" : bounded.toLowerCase(Locale.ROOT);
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }
}

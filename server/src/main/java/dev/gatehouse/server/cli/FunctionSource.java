package dev.gatehouse.server.cli;

import dev.gatehouse.server.config.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Code on disk that {@code run} serves: what to call it and how to run it.
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
        String found = handler != null ? handler : handlerOf(entry);
        return new FunctionSource(nameOf(absolute), runtimes, found, absolute);
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
        return switch (extension(entry)) {
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

    private static String handlerOf(Path entry) {
        String name = entry.getFileName().toString();
        String module = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        return switch (extension(entry)) {
            case "mjs", "js", "cjs" -> module + ".handler";
            case "py" -> module + "." + pythonFunction(entry);
            case "bootstrap" -> "bootstrap";
            default ->
                    throw new SettingsException(
                            "cannot tell the handler of " + entry + ": give --handler");
        };
    }

    private static String pythonFunction(Path entry) {
        try {
            String code = Files.readString(entry, StandardCharsets.ISO_8859_1);
            Matcher defined = PYTHON_HANDLER.matcher(code);
            return defined.find() ? defined.group(1) : "lambda_handler";
        } catch (IOException e) {
            throw new SettingsException("cannot read " + entry + ": " + e.getMessage(), e);
        }
    }

    /** After the last dot; the whole name when there is none. */
    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The folder's name, or the file's unless that is one of the usual entry files. */
    private static String nameOf(Path path) {
        String own = path.getFileName().toString();
        boolean usual = ENTRY_FILES.contains(own) || own.equals("bootstrap");
        String name = usual ? folderOf(path) : own;
        int dot = Files.isDirectory(path) ? -1 : name.lastIndexOf('.');
        String clean = (dot > 0 ? name.substring(0, dot) : name).replaceAll("[^a-zA-Z0-9-_]", "-");
        String bounded = clean.substring(0, Math.min(clean.length(), 64));
        return bounded.isEmpty() ? "function" : bounded.toLowerCase(Locale.ROOT);
    }

    private static String folderOf(Path file) {
        Path parent = file.getParent();
        return parent == null || parent.getFileName() == null
                ? ""
                : parent.getFileName().toString();
    }
}

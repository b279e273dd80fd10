package dev.gatehouse.functions.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells the version of an interpreter, by its surroundings if they tell it. */
final class VersionOf {
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");
    private static final Pattern JAVA_VERSION = Pattern.compile("JAVA_VERSION=\"([^\"]+)\"");
    private static final Pattern NODE_HEADER =
            Pattern.compile("#define NODE_(?:MAJOR|MINOR|PATCH)_VERSION (\\d+)");
    private static final long PATIENCE_SECONDS = 10;

    private VersionOf() {}

    static Optional<String> interpreter(Language language, Path executable, Path home) {
        return switch (language) {
            case JAVA -> javaRelease(home);
            case NODE ->
                    folderName(home)
                            .or(() -> nodeHeader(home.resolve("include/node/node_version.h")))
                            .or(() -> asked(executable));
            case PYTHON ->
                    folderName(home)
                            .or(() -> match(VERSION, executable.getFileName().toString()))
                            .or(() -> asked(executable));
            case EXECUTABLE -> Optional.empty();
        };
    }

    /** Version managers name an interpreter's home by its version: v20.11.1, 3.12.1. */
    private static Optional<String> folderName(Path home) {
        Path versioned = home.endsWith("installation") ? home.getParent() : home;
        Path name = versioned == null ? null : versioned.getFileName();
        return name == null
                ? Optional.empty()
                : Optional.of(name.toString())
                        .filter(text -> text.matches("v?\\d+\\.\\d+\\.\\d+"))
                        .flatMap(text -> match(VERSION, text));
    }

    private static Optional<String> javaRelease(Path home) {
        return read(home.resolve("release"))
                .map(JAVA_VERSION::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1));
    }

    private static Optional<String> nodeHeader(Path header) {
        return read(header)
                .map(text -> NODE_HEADER.matcher(text).results().map(r -> r.group(1)))
                .map(numbers -> String.join(".", numbers.toList()))
                .filter(version -> !version.isEmpty());
    }

    private static Optional<String> asked(Path executable) {
        try {
            Process process =
                    new ProcessBuilder(executable.toString(), "--version")
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            byte[] answer = process.getInputStream().readAllBytes();
            return match(VERSION, new String(answer, StandardCharsets.UTF_8));
        } catch (IOException cannotRun) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<String> match(Pattern pattern, String text) {
        return Stream.of(pattern.matcher(text)).filter(Matcher::find).map(Matcher::group).findAny();
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(Files.readString(file))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}

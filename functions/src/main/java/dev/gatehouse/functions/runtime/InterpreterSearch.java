package dev.gatehouse.functions.runtime;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the interpreters of a language. Reads file names and release files; runs an interpreter
 * only when nothing else tells its version.
 */
final class InterpreterSearch {
    private final RuntimePlaces places;

    InterpreterSearch(RuntimePlaces places) {
        this.places = places;
    }

    /** What is installed and new enough, in the order of the places, without duplicates. */
    List<Interpreter> find(Language language) {
        Map<Path, Interpreter> found = new LinkedHashMap<>();
        candidates(language)
                .flatMap(file -> real(file, language).stream())
                .filter(file -> !found.containsKey(file))
                .flatMap(file -> identify(language, file).stream())
                .filter(interpreter -> interpreter.release() >= language.oldest())
                .forEach(interpreter -> found.putIfAbsent(interpreter.executable(), interpreter));
        return List.copyOf(found.values());
    }

    private Stream<Path> candidates(Language language) {
        Stream<Path> inHomes =
                places.homes(language).stream()
                        .flatMap(home -> named(home.resolve("bin"), language));
        Stream<Path> onPath =
                places.searchPath().stream().flatMap(folder -> named(folder, language));
        return Stream.concat(inHomes, onPath);
    }

    private static Stream<Path> named(Path folder, Language language) {
        return switch (language) {
            case NODE -> Stream.of(folder.resolve("node"));
            case JAVA -> Stream.of(folder.resolve("java"));
            case PYTHON -> pythons(folder);
            case EXECUTABLE -> Stream.empty();
        };
    }

    private static Stream<Path> pythons(Path folder) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "python3*")) {
                for (Path entry : entries) {
                    if (entry.getFileName().toString().matches("python3(\\.\\d+)?")) {
                        found.add(entry);
                    }
                }
            } catch (IOException unreadable) {
                return Stream.empty();
            }
        }
        return found.stream().sorted();
    }

    /** The file behind the links; empty for what is missing, and for version managers' shims. */
    private static Optional<Path> real(Path file, Language language) {
        try {
            Path real = file.toRealPath();
            boolean shim = real.toString().contains("/shims/");
            boolean named = real.getFileName().toString().startsWith(command(language));
            return Files.isExecutable(real) && named && !shim
                    ? Optional.of(real)
                    : Optional.empty();
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    private static String command(Language language) {
        return switch (language) {
            case NODE -> "node";
            case PYTHON -> "python3";
            case JAVA -> "java";
            case EXECUTABLE -> "bootstrap";
        };
    }

    private static Optional<Interpreter> identify(Language language, Path executable) {
        Path bin = executable.getParent();
        Path parent = bin == null ? null : bin.getParent();
        if (parent == null) {
            return Optional.empty();
        }
        // Java 8 keeps its executable in jre/bin of the home that has the release file.
        Path home =
                parent.endsWith("jre") && parent.getParent() != null ? parent.getParent() : parent;
        return VersionOf.interpreter(language, executable, home)
                .flatMap(version -> interpreter(language, version, executable, home));
    }

    private static Optional<Interpreter> interpreter(
            Language language, String version, Path executable, Path home) {
        String[] numbers = version.split("[^0-9]+");
        if (numbers.length == 0 || numbers[0].isEmpty()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(numbers[0]);
        int second = numbers.length > 1 ? Integer.parseInt(numbers[1]) : 0;
        int release =
                switch (language) {
                    case NODE, EXECUTABLE -> first;
                    case PYTHON -> first == 3 ? second : -1;
                    case JAVA -> first == 1 ? second : first;
                };
        return Optional.of(new Interpreter(language, release, version, executable, home));
    }
}

package dev.gatehouse.functions.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * AWS's name for a runtime. Whether a function may still be created with it is the control plane's
 * matter; what is listed here can be run.
 *
 * @param release the number that tells versions of the language apart: Node.js' major version,
 *     Python's minor version, Java's feature release; 0 for executables
 */
public record RuntimeIdentifier(String name, Language language, int release) {
    private static final Map<String, RuntimeIdentifier> KNOWN =
            Stream.of(
                            of("nodejs%d.x", Language.NODE, 16, 18, 20, 22, 24),
                            of("python3.%d", Language.PYTHON, 8, 9, 10, 11, 12, 13, 14),
                            of("java%d", Language.JAVA, 11, 17, 21, 25),
                            of("java%d.al2", Language.JAVA, 8),
                            of("provided.al2", Language.EXECUTABLE, 0),
                            of("provided.al2023", Language.EXECUTABLE, 0))
                    .flatMap(List::stream)
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    RuntimeIdentifier::name, Function.identity()));

    /** The runtime of this name, if it is one that can be run here. */
    public static Optional<RuntimeIdentifier> named(String name) {
        return Optional.ofNullable(KNOWN.get(name));
    }

    /** The release as the language's users write it: {@code 22}, {@code 3.12}, {@code 21}. */
    String version() {
        return language == Language.PYTHON ? "3." + release : Integer.toString(release);
    }

    private static List<RuntimeIdentifier> of(String pattern, Language language, int... releases) {
        return Arrays.stream(releases)
                .mapToObj(r -> new RuntimeIdentifier(pattern.formatted(r), language, r))
                .toList();
    }
}

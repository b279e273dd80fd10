package dev.gatehouse.functions.runtime;

import java.nio.file.Path;

/**
 * An installed interpreter.
 *
 * @param release see {@link RuntimeIdentifier}
 * @param version as it names itself, as far as that is known without running it
 * @param executable its real file, never a shim or a link
 * @param home the folder that holds everything it needs: the parent of {@code bin}
 */
public record Interpreter(
        Language language, int release, String version, Path executable, Path home) {
    @Override
    public String toString() {
        return language.named(version) + " (" + executable + ")";
    }
}

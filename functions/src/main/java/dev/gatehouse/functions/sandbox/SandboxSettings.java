package dev.gatehouse.functions.sandbox;

import dev.gatehouse.functions.runtime.RuntimePlaces;
import java.nio.file.Path;

/**
 * What the configuration says about running functions.
 *
 * @param folder of the sandbox alone, within the data directory; best on the file system that holds
 *     the functions' code, which can then be linked rather than copied
 * @param strictRuntimes whether another version of a language may not stand in for a missing one
 * @param spares how many booted interpreters wait for each kind of function that has been seen; 0
 *     for none
 */
public record SandboxSettings(
        Path folder,
        Isolation isolation,
        RuntimePlaces places,
        boolean strictRuntimes,
        int spares) {
    public SandboxSettings {
        folder = folder.toAbsolutePath().normalize();
        if (spares < 0) {
            throw new IllegalArgumentException("The number of spares is negative: " + spares);
        }
    }
}

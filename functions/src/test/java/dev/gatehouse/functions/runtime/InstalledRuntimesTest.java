package dev.gatehouse.functions.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.functions.host.RuntimeChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledRuntimesTest {
    @TempDir private Path home;

    @Test
    void namedVersionIsExact() throws Exception {
        install(".nvm/versions/node/v20.11.1/bin/node");
        install(".nvm/versions/node/v22.3.0/bin/node");
        assertThat(choice("nodejs22.x", false))
                .isEqualTo(
                        new RuntimeChoice.Exact(
                                "Node.js 22.3.0 (%s)"
                                        .formatted(real(".nvm/versions/node/v22.3.0/bin/node"))));
    }

    @Test
    void nearestVersionStandsInWithAWarningThatNamesBoth() throws Exception {
        install(".pyenv/versions/3.9.1/bin/python3.9");
        install(".pyenv/versions/3.11.2/bin/python3.11");
        assertThat(choice("python3.12", false))
                .isInstanceOfSatisfying(
                        RuntimeChoice.Nearest.class,
                        nearest ->
                                assertThat(nearest.warning())
                                        .startsWith("Python 3.12 (python3.12) is not installed")
                                        .contains("Python 3.11.2"));
    }

    @Test
    void strictnessRefusesAStandIn() throws Exception {
        install(".pyenv/versions/3.11.2/bin/python3.11");
        assertThat(choice("python3.12", true)).isInstanceOf(RuntimeChoice.Missing.class);
    }

    @Test
    void newerJavaStandsInBeforeOlder() throws Exception {
        for (String version : List.of("17.0.1", "25.0.1")) {
            install(".sdkman/candidates/java/" + version + "/bin/java");
            Files.writeString(
                    home.resolve(".sdkman/candidates/java/" + version + "/release"),
                    "JAVA_VERSION=\"" + version + "\"\n");
        }
        assertThat(choice("java21", false))
                .isInstanceOfSatisfying(
                        RuntimeChoice.Nearest.class,
                        nearest -> assertThat(nearest.description()).startsWith("Java 25."));
    }

    @Test
    void shimsAreNoInterpreters() throws Exception {
        install(".pyenv/shims/python3.12");
        var places =
                new RuntimePlaces(
                        List.of(), List.of(home.resolve(".pyenv/shims")), home, List.of());
        assertThat(new InstalledRuntimes(places, false).installed(Language.PYTHON)).isEmpty();
    }

    @Test
    void nothingInstalledIsMissingAndNamesThePlaces() {
        assertThat(choice("nodejs20.x", false))
                .isInstanceOfSatisfying(
                        RuntimeChoice.Missing.class,
                        missing ->
                                assertThat(missing.reason())
                                        .contains("nodejs20.x", "PATH", home.toString()));
    }

    @Test
    void unknownIdentifierIsMissing() {
        assertThat(choice("cobol85", false)).isInstanceOf(RuntimeChoice.Missing.class);
    }

    private RuntimeChoice choice(String identifier, boolean strict) {
        var places = new RuntimePlaces(List.of(), List.of(), home, List.of());
        return new InstalledRuntimes(places, strict).select(identifier).choice();
    }

    private Path real(String file) throws IOException {
        return home.resolve(file).toRealPath();
    }

    private void install(String file) throws IOException {
        Path executable = home.resolve(file);
        Files.createDirectories(executable.getParent());
        Files.createFile(
                executable,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
}

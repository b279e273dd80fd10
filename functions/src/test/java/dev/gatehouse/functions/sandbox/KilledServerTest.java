package dev.gatehouse.functions.sandbox;

import static dev.gatehouse.functions.sandbox.RunningFunction.version;
import static dev.gatehouse.functions.sandbox.RunningFunction.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No function survives a server that is killed with SIGKILL. */
class KilledServerTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"REQUIRED", "NONE"})
    void functionsAndSparesDieWithAKilledServer(Isolation isolation) throws Exception {
        // Only to skip the test where it cannot run.
        SandboxFixture.open(folder.resolve("probe"), isolation, 0).close();
        Path code = Files.createDirectory(folder.resolve("code"));
        write(code, "bootstrap", "#!/bin/sh\nexec sleep 1000\n");
        List<ProcessHandle> functions = functionsOfAKilledServer(isolation, code);

        assertThat(survivors(functions)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUIRED", "NONE"})
    void nothingIsLeftAfterTheNextStart(Isolation isolation) throws Exception {
        Assumptions.assumeTrue(ControlGroups.find().isPresent(), "no control groups");
        SandboxFixture.open(folder.resolve("probe"), isolation, 0).close();
        Path code = Files.createDirectory(folder.resolve("code"));
        write(code, "bootstrap", "#!/bin/sh\nsetsid sleep 1000 &\nexec sleep 1000\n");
        List<ProcessHandle> functions = functionsOfAKilledServer(isolation, code);

        SandboxFixture.open(folder.resolve("box"), isolation, 0).close();

        assertThat(survivors(functions)).isEmpty();
        assertThat(folder.resolve("box/environments"))
                .satisfiesAnyOf(
                        environments -> assertThat(environments).doesNotExist(),
                        environments -> assertThat(environments).isEmptyDirectory());
    }

    private List<ProcessHandle> functionsOfAKilledServer(Isolation isolation, Path code)
            throws Exception {
        Process server =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "--enable-native-access=ALL-UNNAMED",
                                KilledServerTest.class.getName(),
                                folder.resolve("box").toString(),
                                code.toString(),
                                isolation.name())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("started");
            List<ProcessHandle> functions = server.descendants().toList();
            assertThat(functions).isNotEmpty();

            server.destroyForcibly().waitFor();
            return functions;
        }
    }

    private static List<ProcessHandle> survivors(List<ProcessHandle> functions) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        List<ProcessHandle> alive = functions;
        while (!alive.isEmpty() && System.nanoTime() < deadline) {
            alive = alive.stream().filter(ProcessHandle::isAlive).toList();
            Thread.onSpinWait();
        }
        return alive;
    }

    /** The server that is killed: a function runs, from a thread that has ended since. */
    public static void main(String[] arguments) throws Exception {
        LocalSandbox sandbox =
                SandboxFixture.open(Path.of(arguments[0]), Isolation.valueOf(arguments[2]), 1);
        var version = version("provided.al2023", "x", Path.of(arguments[1]));
        Thread caller =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                RunningFunction.start(sandbox, version);
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
        caller.join();
        Optional<ProcessHandle> function = Optional.empty();
        while (function.isEmpty()) {
            function =
                    ProcessHandle.current()
                            .descendants()
                            .filter(p -> p.info().command().orElse("").endsWith("sleep"))
                            .findAny();
        }
        System.out.println("started");
        Thread.sleep(Duration.ofMinutes(5));
    }
}

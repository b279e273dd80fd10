package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs of the machine that tests drive the server with. */
final class Programs {
    private static final long LIMIT_SECONDS = 240;

    private Programs() {}

    /** Skips the test, saying why, when the program is not on the search path. */
    static Path require(String name) {
        Optional<Path> found = find(name);
        if (found.isEmpty()) {
            skip(name + " is not installed");
        }
        return found.orElseThrow();
    }

    static Optional<Path> find(String name) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A python3 that can import the module; skips the test, saying why, when there is none. */
    static Path pythonWith(String module) {
        for (String candidate : List.of("python3", "/usr/bin/python3")) {
            if (exit(List.of(candidate, "-c", "import " + module)) == 0) {
                return Path.of(candidate);
            }
        }
        skip("no python3 has the module " + module);
        throw new IllegalStateException();
    }

    /** How a program ended, and all that it printed. */
    record Ended(int exitCode, String output, String errors) {}

    /**
     * Runs to the end and returns what it printed; fails the test with its whole output when it
     * does not exit with 0.
     */
    static String run(List<String> command, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        Ended ended = end(command, folder, environment);
        assertThat(ended.exitCode).as("%s%n%s%n%s", command, ended.output, ended.errors).isZero();
        return ended.output;
    }

    /** Runs to the end, which must come in time. */
    static Ended end(List<String> command, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("stdout", ".txt");
        Path errors = Files.createTempFile("stderr", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("%s ends in time; it printed %s", command, Files.readString(output))
                    .isTrue();
            return new Ended(
                    process.exitValue(), Files.readString(output), Files.readString(errors));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
            Files.delete(errors);
        }
    }

    /** A port that was free a moment ago. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static void skip(String reason) {
        System.out.println("skipped: " + reason);
        Assumptions.abort(reason);
    }

    private static int exit(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor();
        } catch (IOException absent) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}

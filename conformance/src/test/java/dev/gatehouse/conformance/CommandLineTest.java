package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program says and how it exits when it is asked for something that it cannot do. */
class CommandLineTest {
    @TempDir Path folder;

    private record Ended(int exitCode, String output) {}

    @Test
    void helpAndVersionExitWithZero() throws Exception {
        assertThat(run(Map.of(), "--version")).matches(ended -> ended.exitCode == 0);
        assertThat(run(Map.of(), "start", "--help"))
                .matches(ended -> ended.exitCode == 0)
                .extracting(Ended::output)
                .asString()
                .contains("--data-dir", "--bind", "--config");
    }

    @Test
    void anUnknownOptionIsAUsageError() throws Exception {
        assertRefused(run(Map.of(), "start", "--prot=1"), "Unknown option: '--prot=1'");
    }

    @Test
    void aWrongValueNamesTheOption() throws Exception {
        assertRefused(
                run(Map.of(), "start", "--port=70000"), "--port must be 0 to 65535, not 70000");
        assertRefused(
                run(Map.of("GATEHOUSE_ACCOUNT", "12"), "start"),
                "--account must be twelve digits, not '12'");
    }

    @Test
    void listeningBeyondLoopbackWithTheWellKnownCredentialsIsRefused() throws Exception {
        assertRefused(
                run(Map.of(), "start", "--bind=0.0.0.0"),
                "refusing to listen on 0.0.0.0 with the well-known credentials");
    }

    @Test
    void theConfigurationFileMaySetOnlyWhatExists() throws Exception {
        Path file = Files.writeString(folder.resolve("gatehouse.yml"), "port: 0\nprot: 1\n");
        assertRefused(run(Map.of(), "start", "--config=" + file), "sets what does not exist: prot");
        assertRefused(
                run(Map.of("GATEHOUSE_CONFIG", folder.resolve("absent.yml").toString()), "start"),
                "cannot read the configuration file");
    }

    @Test
    void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("gatehouse.yml"), "account: 'file'\nport: 70001\n");
        assertRefused(
                run(Map.of("GATEHOUSE_PORT", "70002"), "start", "--config=" + file, "--port=70003"),
                "not 70003");
        assertRefused(
                run(Map.of("GATEHOUSE_PORT", "70002"), "start", "--config=" + file), "not 70002");
        assertRefused(run(Map.of(), "start", "--config=" + file), "not 70001");
    }

    @Test
    void aTakenPortIsSaidWithAWayOut() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertSaid(
                    run(
                            Map.of(),
                            "start",
                            "--port=" + taken.getLocalPort(),
                            "--data-dir=" + folder.resolve("data")),
                    1,
                    "Choose another port with --port");
        }
    }

    @Test
    void aDataDirectoryServesOneServerAtATime() throws Exception {
        try (ServerProcess first =
                ServerProcess.start(folder.resolve("shared"), Programs.freePort())) {
            assertThat(first.pid()).isPositive();
            assertSaid(
                    run(Map.of(), "start", "--port=0", "--data-dir=" + folder.resolve("shared")),
                    1,
                    "shared");
        }
    }

    @Test
    void aFileThatCannotBeRunIsExplained() throws Exception {
        assertRefused(
                run(Map.of(), "run", folder.resolve("absent.mjs").toString()), "there is no ");
        assertRefused(
                run(Map.of(), "run", folder.toString()),
                "name the file to run, or give --runtime and --handler");
    }

    private static void assertRefused(Ended ended, String words) {
        assertSaid(ended, 2, words);
    }

    private static void assertSaid(Ended ended, int exitCode, String words) {
        assertThat(ended.output).contains(words).doesNotContain("\tat dev.gatehouse");
        assertThat(ended.exitCode).isEqualTo(exitCode);
    }

    private Ended run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(ServerProcess.command());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}

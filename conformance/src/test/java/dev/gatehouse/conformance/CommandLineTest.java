package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.Programs.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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

    @Test
    void helpAndVersionExitWithZero() throws Exception {
        Ended version = run(Map.of("GATEHOUSE_VERSION", "1.2.3"), "--version");
        assertThat(version.output()).startsWith("gatehouse ");
        assertThat(version.exitCode()).isZero();
        Ended help = run(Map.of(), "start", "--help");
        assertThat(help.output()).contains("--data-dir", "--bind", "--config");
        assertThat(help.exitCode()).isZero();
    }

    @Test
    void anUnknownOptionIsAUsageError() throws Exception {
        assertRefused(run(Map.of(), "start", "--prot=1"), "Unknown option: '--prot=1'");
    }

    @Test
    void aWrongValueNamesTheOption() throws Exception {
        assertRefused(
                run(Map.of(), "start", "--port=70000"), "--port must be 0 to 65535, not '70000'");
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
        assertRefused(
                run(Map.of(), "start", "--config=" + file),
                "gatehouse.yml line 2: there is no option 'prot'");
        Files.writeString(file, "port: 0\nconfig: other.yml\n");
        assertRefused(run(Map.of(), "start", "--config=" + file), "no option 'config'");
        Files.writeString(file, "account: 01234567890\n");
        assertRefused(
                run(Map.of(), "start", "--config=" + file),
                "--account must be twelve digits, not '01234567890'");
        Files.writeString(file, "port: 0\nregion: [eu\n");
        assertRefused(run(Map.of(), "start", "--config=" + file), "gatehouse.yml line ");
        assertRefused(
                run(Map.of("GATEHOUSE_CONFIG", folder.resolve("absent.yml").toString()), "start"),
                "cannot read the configuration file");
    }

    @Test
    void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() throws Exception {
        Path file = Files.writeString(folder.resolve("gatehouse.yml"), "account: 1\nport: 70001\n");
        assertRefused(
                run(Map.of("GATEHOUSE_PORT", "70002"), "start", "--config=" + file, "--port=70003"),
                "not '70003'");
        assertRefused(
                run(Map.of("GATEHOUSE_PORT", "70002"), "start", "--config=" + file), "not '70002'");
        assertRefused(run(Map.of(), "start", "--config=" + file), "not '70001'");
    }

    @Test
    void aFlagStaysOnWhenTheEnvironmentSetsItToo() throws Exception {
        assertRefused(
                run(
                        Map.of("GATEHOUSE_TLS_SELF_SIGNED", "true"),
                        "start",
                        "--tls-self-signed",
                        "--tls-certificate=" + file("certificate.pem", ""),
                        "--tls-key=" + file("key.pem", "")),
                "--tls-self-signed and --tls-certificate exclude each other");
        assertSaid(
                run(
                        Map.of("GATEHOUSE_TLS_SELF_SIGNED", "true"),
                        "start",
                        "--tls-self-signed=false",
                        "--port=0",
                        "--tls-certificate=" + file("certificate.pem", ""),
                        "--tls-key=" + file("key.pem", "")),
                1,
                "key.pem for TLS");
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void filesAndFoldersThatAreAbsentAreRefusedByTheirOption() throws Exception {
        for (String option :
                List.of(
                        "--tls-certificate",
                        "--tls-key",
                        "--backend-authorities",
                        "--runtime-path")) {
            assertRefused(run(Map.of(), "start", option + "=absent"), option + " must be ");
        }
        assertRefused(
                run(Map.of(), "start", "--vpc-link=arn:aws:x=nowhere"),
                "--vpc-link must be ARN=HOST:PORT, not 'nowhere'");
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
    void aDamagedDatabaseIsNamed() throws Exception {
        Path data = Files.createDirectory(folder.resolve("damaged"));
        Files.writeString(data.resolve("documents.db"), "no database ".repeat(1000));
        assertSaid(
                run(Map.of(), "start", "--port=0", "--data-dir=" + data),
                1,
                "documents.db cannot be used: [SQLITE_NOTADB]");
    }

    @Test
    void aFunctionThatCannotRunEndsTheRunWithOne() throws Exception {
        assertSaid(
                run(
                        Map.of(),
                        "run",
                        file("empty.zip", "no archive").toString(),
                        "--runtime=provided.al2023",
                        "--handler=bootstrap",
                        "--port=0"),
                1,
                "empty cannot be served: Could not unzip uploaded file.");
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
        assertThat(ended.errors()).contains(words).doesNotContain("\tat ");
        assertThat(ended.exitCode()).isEqualTo(exitCode);
    }

    private Ended run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(ServerProcess.command());
        command.addAll(List.of(arguments));
        return Programs.end(command, folder, environment);
    }
}

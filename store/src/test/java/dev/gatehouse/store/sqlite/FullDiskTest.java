package dev.gatehouse.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk without room, played by a limit on the size of files: what does not fit fails with a clear
 * error, and when there is room again the same process goes on.
 */
class FullDiskTest {
    private static final int ROOM = 3_000_000;

    @TempDir private Path temp;

    @Test
    void aCommitFailsWhenTheDiskIsFullAndSucceedsWhenItIsNot() throws Exception {
        Process process = start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).contains("documents.db cannot be used: [SQLITE_");
            assertThat(output.readLine()).isEqualTo("no room for the blob");
            String full = output.readLine();
            assertThat(full).startsWith("full after ");
            int committed = Integer.parseInt(full.substring("full after ".length()));
            assertThat(filesIn("blobs/incoming")).isZero();

            makeRoom(process);
            process.outputWriter().append('\n').flush();
            assertThat(output.readLine()).isEqualTo("holds " + (committed + 1));
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        "prlimit",
                        "--fsize=" + ROOM + ":",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommitsUntilFull.class.getName(),
                        temp.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void makeRoom(Process process) throws IOException, InterruptedException {
        Process lift =
                new ProcessBuilder("prlimit", "--pid=" + process.pid(), "--fsize=unlimited:")
                        .inheritIO()
                        .start();
        assertThat(lift.waitFor()).isZero();
    }

    private long filesIn(String folder) throws IOException {
        try (Stream<Path> files = Files.list(temp.resolve(folder))) {
            return files.count();
        }
    }
}

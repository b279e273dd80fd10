package dev.gatehouse.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.blob.FileBlobStore;
import dev.gatehouse.store.directory.DataDirectory;
import dev.gatehouse.store.document.Document;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a committing process with SIGKILL again and again, at random moments, and looks after each
 * time whether what it acknowledged is there and nothing is there in part.
 */
class KillTest {
    private static final int ROUNDS = 25;
    private static final int MOST_COMMITS_A_ROUND = 150;
    private static final long LONGEST_COMMIT_NANOS = 5_000_000;

    @TempDir private Path temp;

    @Test
    void whatWasAcknowledgedSurvivesTheKillAndEveryCommitIsWholeOrAbsent() throws Exception {
        Random random = new Random();
        TreeMap<Integer, String> acknowledged = new TreeMap<>();
        int unacknowledged = 0;
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.putAll(commitUntilKilled(random));
            unacknowledged = verify(acknowledged);
        }
        System.out.printf(
                "KillTest: %d kills, %d acknowledged commits all found whole, %d more found whole%n",
                ROUNDS, acknowledged.size(), unacknowledged);
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS);
    }

    /**
     * Kills the process somewhere in the commit that follows a random number of acknowledgements;
     * returns all acknowledgements that it had printed.
     */
    private Map<Integer, String> commitUntilKilled(Random random) throws Exception {
        int acknowledgements = random.nextInt(MOST_COMMITS_A_ROUND);
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                EndlessCommits.class.getName(),
                                temp.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            TreeMap<Integer, String> seen = new TreeMap<>();
            assertThat(output.readLine()).isEqualTo("opening");
            while (seen.size() < acknowledgements) {
                read(output.readLine(), seen);
            }
            LockSupport.parkNanos(random.nextLong(LONGEST_COMMIT_NANOS));
            process.toHandle().destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("killed by SIGKILL").isEqualTo(128 + 9);
            drain(output, seen);
            return seen;
        } finally {
            process.destroyForcibly();
        }
    }

    private static void drain(BufferedReader output, Map<Integer, String> seen) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            read(line, seen);
        }
    }

    /** A line is {@code acknowledged NUMBER BLOB.}; the kill may have cut the last one. */
    private static void read(String line, Map<Integer, String> seen) {
        if (line.endsWith(".")) {
            String[] words = line.substring(0, line.length() - 1).split(" ");
            seen.put(Integer.valueOf(words[1]), words[2]);
        }
    }

    /** Returns how many whole commits were found that nobody acknowledged. */
    private int verify(Map<Integer, String> acknowledged) throws IOException {
        try (DataDirectory directory = DataDirectory.claim(temp);
                SqliteDocumentStore store =
                        SqliteDocumentStore.open(directory, InstantSource.system())) {
            FileBlobStore blobs = FileBlobStore.open(directory);
            Map<String, List<Document>> commits =
                    store.all(EndlessCommits.KIND).stream()
                            .collect(Collectors.groupingBy(EndlessCommits::numberOf));
            commits.forEach(
                    (number, parts) -> assertThat(parts).as(number).hasSize(EndlessCommits.PARTS));
            acknowledged.forEach((number, blob) -> {
                assertThat(commits).containsKey(number.toString());
                assertThat(blobs.find(blob)).as("blob of " + number).isPresent();
            });
            assertThat(store.changesSince(0, Integer.MAX_VALUE))
                    .hasSize(commits.size() * EndlessCommits.PARTS);
            return commits.size() - acknowledged.size();
        }
    }
}

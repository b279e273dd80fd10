package dev.gatehouse.store.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir private Path temp;

    @Test
    void anAbsentDirectoryIsCreatedForItsOwnerAlone() throws IOException {
        try (DataDirectory directory = DataDirectory.claim(temp.resolve("a/b"))) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(directory.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aFileInItsPlaceIsAClearError() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");
        assertThatThrownBy(() -> DataDirectory.claim(file.resolve("data")))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("the data directory " + file.resolve("data"))
                .hasMessageContaining("cannot be created");
    }

    @Test
    void aReadOnlyDirectoryIsAClearError() throws IOException {
        Path readOnly = Files.createDirectory(temp.resolve("read-only"));
        Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(readOnly), "this user may write everywhere");
        assertThatThrownBy(() -> DataDirectory.claim(readOnly))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining(readOnly + " is not writable by this user");
    }

    @Test
    void aSecondClaimOfThisProcessIsRefusedAndTheFirstStays() throws Exception {
        try (DataDirectory first = DataDirectory.claim(temp)) {
            assertThatThrownBy(() -> DataDirectory.claim(temp.resolve("x/..")))
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessage(
                            "the data directory %s is in use by another Gatehouse", first.path());
            assertThat(claimByAnotherProcess()).contains("is in use by another Gatehouse");
        }
        DataDirectory.claim(temp).close();
    }

    @Test
    void aSecretStaysAndIsItsOwnersAlone() throws IOException {
        byte[] secret;
        try (DataDirectory directory = DataDirectory.claim(temp)) {
            secret = directory.secret("a");
            assertThat(secret).hasSize(32).isNotEqualTo(directory.secret("b"));
        }
        Path file = temp.resolve("a.secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (DataDirectory directory = DataDirectory.claim(temp)) {
            assertThat(directory.secret("a")).isEqualTo(secret);
        }
    }

    @Test
    void aSecretThatIsOpenToOthersOrCutIsRefused() throws IOException {
        try (DataDirectory directory = DataDirectory.claim(temp)) {
            directory.secret("a");
            Path file = directory.path().resolve("a.secret");
            Files.writeString(file, "short");
            assertThatThrownBy(() -> directory.secret("a"))
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessageContaining(file + " has 5 bytes, expected 32");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            assertThatThrownBy(() -> directory.secret("a"))
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessageContaining(file + " is open to others");
        }
    }

    @Test
    void anotherProcessLearnsWhoHasTheDirectory() throws Exception {
        try (DataDirectory directory = DataDirectory.claim(temp)) {
            assertThat(claimByAnotherProcess())
                    .contains(
                            "the data directory "
                                    + directory.path()
                                    + " is in use by another Gatehouse (process "
                                    + ProcessHandle.current().pid()
                                    + ")");
        }
    }

    private String claimByAnotherProcess() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Claim.class.getName(),
                                temp.toString())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    /** Claims the directory of its argument in a process of its own. */
    static final class Claim {
        private Claim() {}

        public static void main(String[] arguments) {
            DataDirectory.claim(Path.of(arguments[0])).close();
        }
    }
}

package dev.gatehouse.store.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    /** Root may write everywhere by a capability, which this takes away; others lack it. */
    private static final List<String> WITHOUT_THE_RIGHTS_OF_ROOT =
            System.getProperty("user.name").equals("root")
                    ? List.of("setpriv", "--bounding-set=-dac_override")
                    : List.of();

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
    void aReadOnlyDirectoryIsAClearError() throws Exception {
        Path readOnly = Files.createDirectory(temp.resolve("read-only"));
        Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-xr-xr-x"));
        assertThat(claimByAnotherProcess(readOnly, WITHOUT_THE_RIGHTS_OF_ROOT))
                .contains("the data directory " + readOnly + " is not writable by this user");
    }

    @Test
    void aSecondClaimOfThisProcessIsRefusedAndTheFirstStays() throws Exception {
        try (DataDirectory first = DataDirectory.claim(temp)) {
            assertThatThrownBy(() -> DataDirectory.claim(temp.resolve("x/..")))
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessage(
                            "the data directory %s is in use by another Gatehouse", first.path());
            assertThat(claimByAnotherProcess(temp, List.of()))
                    .contains("is in use by another Gatehouse");
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
            assertThat(claimByAnotherProcess(temp, List.of()))
                    .contains(
                            "the data directory "
                                    + directory.path()
                                    + " is in use by another Gatehouse (process "
                                    + ProcessHandle.current().pid()
                                    + ")");
        }
    }

    /** What a process, started by this program and its arguments, says when it claims. */
    private static String claimByAnotherProcess(Path directory, List<String> starter)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(starter);
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Claim.class.getName(),
                        directory.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
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

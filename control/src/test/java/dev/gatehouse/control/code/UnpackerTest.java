package dev.gatehouse.control.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.control.code.BadPackageException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives that ask the file system for more than it has. */
class UnpackerTest {
    private static final int MOST = 50;

    @TempDir Path folder;

    @Test
    void directoriesCountHoweverFewEntriesNameThem() throws Exception {
        byte[] zip = new RawZip().file("a/".repeat(MOST) + "file", 0100644, "x").bytes();

        assertRefused(zip, Problem.TOO_LARGE);
        assertThat(new Unpacker(folder("all"), MOST + 1).unpack(archive(zip))).isEqualTo(1);
    }

    static Stream<byte[]> unreadable() throws IOException {
        String longest = "n".repeat(300);
        byte[] method = new RawZip().file("a", 0100644, "x").bytes();
        method[8] = 99;
        method[method.length - 22 - 47 + 10] = 99;
        byte[] whole = new RawZip().file("a", 0100644, "x".repeat(1000)).bytes();
        return Stream.of(
                new RawZip().file(longest, 0100644, "x").bytes(),
                new RawZip().file("line\n".repeat(100), 0100644, "x").bytes(),
                new RawZip().file(longest + "/a", 0100644, "x").bytes(),
                new RawZip().file("d/".repeat(100) + "x", 0100644, "x").bytes(),
                new RawZip().file(longest, 0120777, "a").bytes(),
                new RawZip().file("link", 0120777, "a\0b").bytes(),
                new RawZip().file("link", 0120777, "n".repeat(5000)).bytes(),
                new RawZip().file("a", 0100644, "x").file("a/b", 0100644, "x").bytes(),
                new RawZip().file("a", 0120777, "b").file("a/b", 0100644, "x").bytes(),
                method,
                Arrays.copyOfRange(whole, 10, whole.length),
                Arrays.copyOf(whole, whole.length - 10));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatCannotBeWrittenIsUnreadable(byte[] zip) throws Exception {
        assertRefused(zip, Problem.UNREADABLE);
    }

    /** The message is for the log: it shows no path of the server, and is one line. */
    private void assertRefused(byte[] zip, Problem problem) throws IOException {
        Path archive = archive(zip);
        Unpacker unpacker = new Unpacker(folder("refused"), MOST);
        assertThatExceptionOfType(BadPackageException.class)
                .isThrownBy(() -> unpacker.unpack(archive))
                .satisfies(refused -> assertThat(refused.problem()).isEqualTo(problem))
                .satisfies(refused ->
                        assertThat(refused.getMessage())
                                .doesNotContain(folder.toString())
                                .hasLineCount(1));
    }

    private Path archive(byte[] zip) throws IOException {
        return Files.write(folder.resolve("code.zip"), zip);
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }
}

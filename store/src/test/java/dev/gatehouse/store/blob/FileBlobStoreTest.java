package dev.gatehouse.store.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.store.directory.DataDirectory;
import dev.gatehouse.store.directory.DataDirectoryException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileBlobStoreTest {
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir private Path temp;
    private DataDirectory directory;
    private FileBlobStore blobs;

    @BeforeEach
    void open() {
        directory = DataDirectory.claim(temp.resolve("data"));
        blobs = FileBlobStore.open(directory);
    }

    @AfterEach
    void giveUp() {
        directory.close();
    }

    @Test
    void aBlobIsNamedByItsSha256AndComesBackWhole() throws IOException {
        assertThat(blobs.put(stream("abc"))).isEqualTo(ABC);
        assertThat(blobs.find(ABC).orElseThrow()).hasContent("abc");
    }

    @Test
    void aLargeBlobComesBackWhole() throws IOException {
        byte[] content = new byte[5_000_001];
        new Random(1).nextBytes(content);
        Path file = blobs.find(blobs.put(new ByteArrayInputStream(content))).orElseThrow();
        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void writingTwiceIsHarmless() throws IOException {
        assertThat(List.of(blobs.put(stream("abc")), blobs.put(stream("abc")))).containsOnly(ABC);
        assertThat(filesBelow("blobs")).hasSize(1);
    }

    @Test
    void aDeletedBlobIsGoneAndDeletingAgainIsHarmless() throws IOException {
        blobs.put(stream("abc"));
        blobs.delete(ABC);
        blobs.delete(ABC);
        assertThat(blobs.find(ABC)).isEmpty();
    }

    @Test
    void whatIsNotRetainedIsGone() throws IOException {
        blobs.put(stream("abc"));
        String unused = blobs.put(stream("abd"));
        blobs.retain(Set.of(ABC));
        assertThat(blobs.find(ABC)).isPresent();
        assertThat(blobs.find(unused)).isEmpty();
        assertThat(filesBelow("blobs")).hasSize(1);
    }

    @Test
    void aFailingSourceLeavesNothing() {
        InputStream failing =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the sender vanished");
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        return read();
                    }
                };
        assertThatThrownBy(() -> blobs.put(new SequenceInputStream(stream("abc"), failing)))
                .isInstanceOf(IOException.class);
        assertThat(filesBelow("blobs")).isEmpty();
    }

    @Test
    void openingSweepsWhatAKilledProcessLeft() throws IOException {
        blobs.put(stream("abc"));
        Files.writeString(directory.path().resolve("blobs/incoming/half"), "ab");
        FileBlobStore reopened = FileBlobStore.open(directory);
        assertThat(filesBelow("blobs/incoming")).isEmpty();
        assertThat(reopened.find(ABC)).isPresent();
    }

    @Test
    void aDamagedBlobIsAnErrorThatNamesTheFile() throws IOException {
        blobs.put(stream("abc"));
        Path file = blobs.find(ABC).orElseThrow();
        Files.writeString(file, "abd");
        assertThatThrownBy(() -> FileBlobStore.open(directory).find(ABC))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining(file + " is damaged");
        blobs.put(stream("abc"));
        assertThat(FileBlobStore.open(directory).find(ABC)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../../../etc/passwd", "BA7816", "ba/7816"})
    void aNameThatIsNoSha256IsRefused(String name) {
        assertThatThrownBy(() -> blobs.find(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "'");
    }

    private List<Path> filesBelow(String folder) {
        try (Stream<Path> files = Files.walk(directory.path().resolve(folder))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}

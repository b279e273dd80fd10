package dev.gatehouse.store.blob;

import dev.gatehouse.store.directory.DataDirectory;
import dev.gatehouse.store.directory.DataDirectoryException;
import dev.gatehouse.store.directory.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Blobs as files of a data directory: {@code blobs/ab/abcdef…}. A blob is written under another
 * name in {@code blobs/incoming}, synced and then renamed, so a file with a blob's name is whole.
 * Its content is checked against that name when this process first finds it.
 */
public final class FileBlobStore implements BlobStore {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int BUFFER = 1 << 16;

    private final Path root;
    private final Path incoming;
    private final Set<String> verified = ConcurrentHashMap.newKeySet();

    private FileBlobStore(Path root) {
        this.root = root;
        this.incoming = root.resolve("incoming");
    }

    /**
     * Opens the blobs of a claimed directory and removes what a killed process left half-written.
     *
     * @throws DataDirectoryException if the directory cannot be used
     */
    public static FileBlobStore open(DataDirectory directory) {
        FileBlobStore store = new FileBlobStore(directory.path().resolve("blobs"));
        try {
            DurableFiles.createPrivateDirectories(store.incoming);
            store.sweep();
            return store;
        } catch (IOException e) {
            throw new DataDirectoryException(store.root + " cannot be used: " + e, e);
        }
    }

    @Override
    public String put(InputStream content) throws IOException {
        Path temporary = incoming.resolve(UUID.randomUUID().toString());
        try {
            String sha256 = write(content, temporary);
            DurableFiles.createPrivateDirectories(directory(sha256));
            DurableFiles.publish(temporary, path(sha256));
            // The folder may be new and another put's, which has not synced it yet.
            DurableFiles.sync(root);
            verified.add(sha256);
            return sha256;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws DataDirectoryException if the file's content is not what its name says
     */
    @Override
    public Optional<Path> find(String sha256) {
        Path blob = path(sha256);
        if (!Files.isRegularFile(blob)) {
            return Optional.empty();
        }
        if (!verified.contains(sha256)) {
            verify(blob, sha256);
            verified.add(sha256);
        }
        return Optional.of(blob);
    }

    @Override
    public void delete(String sha256) throws IOException {
        verified.remove(sha256);
        if (Files.deleteIfExists(path(sha256))) {
            DurableFiles.sync(directory(sha256));
        }
    }

    @Override
    public void retain(Set<String> used) throws IOException {
        for (Path folder : children(root)) {
            for (Path blob : children(folder)) {
                String name = blob.getFileName().toString();
                if (SHA256.matcher(name).matches() && !used.contains(name)) {
                    delete(name);
                }
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }

    private Path path(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    "'" + sha256 + "' is no blob name, expected 64 lower-case hexadecimal digits");
        }
        return directory(sha256).resolve(sha256);
    }

    private Path directory(String sha256) {
        return root.resolve(sha256.substring(0, 2));
    }

    private void sweep() throws IOException {
        for (Path abandoned : children(incoming)) {
            Files.delete(abandoned);
        }
    }

    private static String write(InputStream content, Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                digest.update(buffer, 0, n);
                ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, n);
                while (chunk.hasRemaining()) {
                    channel.write(chunk);
                }
            }
            channel.force(true);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void verify(Path blob, String expected) {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream content = Files.newInputStream(blob)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new DataDirectoryException(blob + " cannot be read: " + e, e);
        }
        String actual = HexFormat.of().formatHex(digest.digest());
        if (!actual.equals(expected)) {
            throw new DataDirectoryException(blob + " is damaged: its SHA-256 is " + actual);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

package dev.gatehouse.store.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directory that holds everything that outlives the process, claimed by one process at a time.
 *
 * <p>The claim is an advisory lock of the operating system on the file {@code lock}; it ends with
 * {@link #close} or with the process, however that dies. Close it after everything that stands in
 * the directory.
 */
public final class DataDirectory implements AutoCloseable {
    /**
     * What this process has claimed. The operating system's lock is the process's and would end
     * when a second channel to the same file is closed, so a second claim here must not open one.
     */
    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Claims the directory; creates it and its missing parents, open to their owner alone.
     *
     * @throws DataDirectoryException if it cannot be created or written, or if somebody else has it
     */
    public static DataDirectory claim(Path directory) {
        Path path = create(directory.toAbsolutePath().normalize());
        if (!Files.isWritable(path)) {
            throw new DataDirectoryException(
                    "the data directory " + path + " is not writable by this user");
        }
        if (!CLAIMED.add(path)) {
            throw inUse(path, "");
        }
        try {
            return new DataDirectory(path, lock(path));
        } catch (RuntimeException e) {
            CLAIMED.remove(path);
            throw e;
        }
    }

    public Path path() {
        return path;
    }

    /**
     * Random bytes that this directory alone has: the same ones for the same name, for ever. They
     * stand in a file that only its owner may read.
     *
     * @throws DataDirectoryException if the file is damaged or others may read it
     */
    public byte[] secret(String name) {
        return SecretFile.in(path, name);
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new DataDirectoryException("the claim on " + path + " cannot be given up", e);
        } finally {
            CLAIMED.remove(path);
        }
    }

    private static Path create(Path path) {
        try {
            DurableFiles.createPrivateDirectories(path);
            return path.toRealPath();
        } catch (IOException e) {
            throw new DataDirectoryException(
                    "the data directory " + path + " cannot be created: " + reason(e), e);
        }
    }

    private static FileChannel lock(Path path) {
        try {
            FileChannel channel =
                    FileChannel.open(
                            path.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                String holder = holder(channel);
                channel.close();
                throw inUse(path, holder);
            }
            channel.truncate(0);
            channel.write(utf8(Long.toString(ProcessHandle.current().pid())), 0);
            return channel;
        } catch (IOException e) {
            throw new DataDirectoryException(
                    "the data directory " + path + " cannot be locked: " + reason(e), e);
        }
    }

    private static DataDirectoryException inUse(Path path, String holder) {
        return new DataDirectoryException(
                "the data directory " + path + " is in use by another Gatehouse" + holder);
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
        return text.matches("\\d+") ? " (process " + text + ")" : "";
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}

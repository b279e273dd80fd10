package dev.gatehouse.control.code;

import dev.gatehouse.foundation.id.Ids;
import dev.gatehouse.store.blob.BlobStore;
import dev.gatehouse.store.directory.DataDirectoryException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every package of code by the SHA-256 of its archive: the archive as a durable blob, and beside it
 * one directory with its files, which functions see read-only.
 *
 * <p>A directory appears whole or not at all. It is only a cache of its archive: those written
 * before the machine last started are not trusted and made anew.
 */
public final class CodeStore {
    private static final Logger LOG = System.getLogger(CodeStore.class.getName());
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final String WORK_PREFIX = ".new-";
    private static final String BOOT_MARK = ".boot";

    /** For how long a package must be out of use before it is forgotten. */
    public static final Duration SPARED = Duration.ofHours(1);

    private final BlobStore blobs;
    private final Path root;

    /** Packages that were found out of use, and when first. */
    private final Map<String, Instant> unused = new ConcurrentHashMap<>();

    /** Held by many who add packages, or by one who forgets one. */
    private final ReadWriteLock keeping = new ReentrantReadWriteLock();

    /**
     * @param root where the directories are; nothing else may be kept there
     */
    public CodeStore(BlobStore blobs, Path root) {
        this.blobs = blobs;
        this.root = root;
    }

    /** Checks, unpacks and keeps an archive. Whatever it returns is durable. */
    public CodePackage add(byte[] archive) throws BadPackageException {
        String sha256 = sha256(archive);
        keeping.readLock().lock();
        try {
            unused.remove(sha256);
            long unpacked = unpacked(sha256, archive);
            blobs.put(new ByteArrayInputStream(archive));
            return new CodePackage(sha256, archive.length, unpacked);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            keeping.readLock().unlock();
        }
    }

    /** Where the files of a package are, whether or not they are there now. */
    public Path directory(String sha256) {
        return root.resolve(sha256);
    }

    /** The archive itself, for reading only. */
    public Optional<Path> archive(String sha256) {
        return blobs.find(sha256);
    }

    /**
     * Unpacks a kept archive whose directory is missing.
     *
     * @throws IOException also when the archive is gone or damaged
     */
    public void restore(String sha256) throws IOException {
        if (Files.isDirectory(directory(sha256))) {
            return;
        }
        try {
            Path archive =
                    blobs.find(sha256)
                            .orElseThrow(() -> new NoSuchFileException("code package " + sha256));
            unpack(sha256, archive);
        } catch (BadPackageException | DataDirectoryException e) {
            throw new IOException("the code package " + sha256 + " is damaged", e);
        }
    }

    /**
     * Forgets every package that is not in use, and what a crash left behind. To be called before
     * anything is added.
     */
    public void sweep(Set<String> used) throws IOException {
        blobs.retain(used);
        Files.createDirectories(root);
        boolean trusted = isFromThisBoot();
        for (String name : names()) {
            if (!trusted || !used.contains(name)) {
                Trees.delete(root.resolve(name));
            }
        }
        markBoot();
    }

    /**
     * Forgets every package that is not in use and was not so in a call {@link #SPARED} ago or
     * earlier, unless it was added meanwhile. So nobody loses a package that he added and has yet
     * to use, nor a function the code that it still runs.
     */
    public void forgetUnused(Set<String> used, Instant now) throws IOException {
        for (String name : names()) {
            if (used.contains(name) || !isPackage(name)) {
                unused.remove(name);
                continue;
            }
            Instant since = unused.putIfAbsent(name, now);
            if (since != null && !now.isBefore(since.plus(SPARED))) {
                forget(name);
            }
        }
    }

    private void forget(String sha256) throws IOException {
        Path going = root.resolve(WORK_PREFIX + Ids.alphanumeric(16));
        keeping.writeLock().lock();
        try {
            if (unused.remove(sha256) == null) {
                return;
            }
            LOG.log(Level.DEBUG, "Forgetting the unused code package {0}", sha256);
            blobs.delete(sha256);
            Files.move(directory(sha256), going, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            keeping.writeLock().unlock();
        }
        Trees.delete(going);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            return children.map(child -> child.getFileName().toString()).toList();
        }
    }

    private static boolean isPackage(String name) {
        return SHA256.matcher(name).matches();
    }

    private long unpacked(String sha256, byte[] archive) throws BadPackageException, IOException {
        Path directory = directory(sha256);
        if (Files.isDirectory(directory)) {
            return Trees.size(directory);
        }
        Files.createDirectories(root);
        Path spool = root.resolve(WORK_PREFIX + Ids.alphanumeric(16) + ".zip");
        try {
            Files.write(spool, archive);
            return unpack(sha256, spool);
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    private long unpack(String sha256, Path archive) throws BadPackageException, IOException {
        Path work = Files.createDirectory(root.resolve(WORK_PREFIX + Ids.alphanumeric(16)));
        try {
            long size = new Unpacker(work).unpack(archive);
            moveInto(work, directory(sha256));
            return size;
        } finally {
            Trees.delete(work);
        }
    }

    private static void moveInto(Path work, Path directory) throws IOException {
        try {
            Files.move(work, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
            LOG.log(Level.DEBUG, "{0} was unpacked by another call meanwhile", directory);
        }
    }

    private boolean isFromThisBoot() throws IOException {
        Path mark = root.resolve(BOOT_MARK);
        return Files.isReadable(BOOT_ID)
                && Files.exists(mark)
                && Files.readString(mark).equals(Files.readString(BOOT_ID));
    }

    private void markBoot() throws IOException {
        if (Files.isReadable(BOOT_ID)) {
            Files.writeString(root.resolve(BOOT_MARK), Files.readString(BOOT_ID));
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

package dev.gatehouse.store.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/** A file of random bytes that only its owner may read, made when it is first asked for. */
final class SecretFile {
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    private SecretFile() {}

    static byte[] in(Path directory, String name) {
        Path file = directory.resolve(name + ".secret");
        try {
            if (!Files.exists(file)) {
                create(directory.resolve(name + ".secret.new"), file);
            }
            return read(file);
        } catch (IOException e) {
            throw new DataDirectoryException("the secret " + file + " cannot be used: " + e, e);
        }
    }

    private static void create(Path temporary, Path file) throws IOException {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        Files.deleteIfExists(temporary);
        FileAttribute<?>[] permissions =
                isPosix(file)
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                        : new FileAttribute<?>[0];
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(temporary, options, permissions)) {
            channel.write(ByteBuffer.wrap(secret));
            channel.force(true);
        }
        DurableFiles.publish(temporary, file);
    }

    private static byte[] read(Path file) throws IOException {
        if (isPosix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new DataDirectoryException(
                    "the secret " + file + " is open to others: chmod 600 it, or remove it");
        }
        byte[] secret = Files.readAllBytes(file);
        if (secret.length != BYTES) {
            throw new DataDirectoryException(
                    "the secret %s has %d bytes, expected %d: remove it to get a new one"
                            .formatted(file, secret.length, BYTES));
        }
        return secret;
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}

package dev.gatehouse.store.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A file of random bytes that only its owner may read, made when it is first asked for. */
final class SecretFile {
    private static final int BYTES = 32;

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
        try (FileChannel channel = DurableFiles.createPrivateFile(temporary)) {
            channel.write(ByteBuffer.wrap(secret));
            channel.force(true);
        }
        DurableFiles.publish(temporary, file);
    }

    private static byte[] read(Path file) throws IOException {
        if (DurableFiles.isPosix(file)
                && !DurableFiles.OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
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
}

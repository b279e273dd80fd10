package dev.gatehouse.server.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a package whose entries are the same bytes for the same files: no times.
 *
 * <p>Java's zip streams cannot write file modes; Lambda's custom runtimes need an executable {@code
 * bootstrap}, which the function host restores for that name.
 */
final class ZipWriter implements AutoCloseable {
    private static final long NO_TIME = 315_532_800_000L;

    private final ZipOutputStream zip;

    ZipWriter(OutputStream out) {
        zip = new ZipOutputStream(out);
    }

    void add(String name, Path file) throws IOException {
        ZipEntry entry = new ZipEntry(name.replace('\\', '/'));
        entry.setTime(NO_TIME);
        zip.putNextEntry(entry);
        Files.copy(file, zip);
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** A package of one entry. */
    static byte[] of(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}

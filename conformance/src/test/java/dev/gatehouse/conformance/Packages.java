package dev.gatehouse.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Function packages made in memory. */
final class Packages {
    private Packages() {}

    /** One file. */
    static byte[] zip(String name, byte[] content) {
        return zipped(Map.of(name, content));
    }

    /** Text files by name. */
    static byte[] zip(Map<String, String> files) {
        return zipped(
                files.entrySet().stream()
                        .collect(
                                java.util.stream.Collectors.toMap(
                                        Map.Entry::getKey,
                                        file -> file.getValue().getBytes(StandardCharsets.UTF_8))));
    }

    /** One uncompressed file that makes the archive this many bytes long. */
    static byte[] ofSize(int size) {
        String name = "data";
        int headers = 30 + 46 + 22 + 2 * name.length();
        byte[] content = new byte[size - headers];
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(entry);
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Files by name. */
    static byte[] zipped(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

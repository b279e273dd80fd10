package dev.gatehouse.server.cli;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a package in which files keep their mode; equal files make equal packages, because no
 * times are kept.
 */
final class ZipWriter implements AutoCloseable {
    /** A day after the first that an archive can tell, whatever the time zone. */
    private static final FileTime NO_TIME = FileTime.from(Instant.parse("1980-01-02T00:00:00Z"));

    private final FileSystem archive;

    /** Begins an archive in a file that does not exist; its name ends with {@code .zip}. */
    ZipWriter(Path file) throws IOException {
        archive =
                FileSystems.newFileSystem(
                        file, Map.of("create", "true", "enablePosixFileAttributes", "true"));
    }

    /** Adds a file under a relative path; files of one folder are best added in turn. */
    void add(Path name, Path file) throws IOException {
        Path entry = archive.getPath("/" + name);
        makeFolder(entry.getParent());
        Files.copy(file, entry);
        Files.setPosixFilePermissions(entry, Files.getPosixFilePermissions(file));
        Files.setLastModifiedTime(entry, NO_TIME);
    }

    private void makeFolder(@Nullable Path folder) throws IOException {
        if (folder != null && Files.notExists(folder)) {
            makeFolder(folder.getParent());
            Files.createDirectory(folder);
            Files.setLastModifiedTime(folder, NO_TIME);
        }
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}

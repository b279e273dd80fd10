package dev.gatehouse.server.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that become a function's package.
 *
 * @param root the folder whose content becomes {@code /var/task}, or the one file that does
 * @param hidden a folder that is no part of it, wherever it is: the server's own data
 */
record FunctionFiles(Path root, Path hidden) {
    /** What changes when a file is written. */
    record Stamp(FileTime modified, long size) {}

    /** Folders by their real paths, so that the hidden one is recognised. */
    static FunctionFiles of(Path root, Path hidden) throws IOException {
        return new FunctionFiles(
                Files.isDirectory(root) ? root.toRealPath() : root, hidden.toRealPath());
    }

    /** Every file, in order; equal when nothing has changed. */
    SortedMap<Path, Stamp> stamps() throws IOException {
        SortedMap<Path, Stamp> stamps = new TreeMap<>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        return folder.equals(hidden) || folder.endsWith(".git")
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (Files.isRegularFile(file)) {
                            stamps.put(file, stamp(file));
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return stamps;
    }

    /** The package: an archive as it is, other files with their paths below the root and modes. */
    byte[] zip() throws IOException {
        boolean folder = Files.isDirectory(root);
        if (!folder && (root.toString().endsWith(".zip") || root.toString().endsWith(".jar"))) {
            return Files.readAllBytes(root);
        }
        return packed(folder ? root : root.resolveSibling(""));
    }

    private byte[] packed(Path base) throws IOException {
        Path folder = Files.createTempDirectory("gatehouse-package");
        Path archive = folder.resolve("package.zip");
        try {
            try (ZipWriter zip = new ZipWriter(archive)) {
                for (Path file : stamps().keySet()) {
                    zip.add(base.relativize(file), file);
                }
            }
            return Files.readAllBytes(archive);
        } finally {
            Files.deleteIfExists(archive);
            Files.delete(folder);
        }
    }

    private static Stamp stamp(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size());
    }
}

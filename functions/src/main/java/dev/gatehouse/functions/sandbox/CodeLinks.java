package dev.gatehouse.functions.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Makes a tree appear in another folder by hard links, whose cost is by the file and not by the
 * byte; on another file system the files are copied. A file that is there already is replaced, so
 * that a later layer wins over an earlier one.
 */
final class CodeLinks extends SimpleFileVisitor<Path> {
    private final Path source;
    private final Path target;
    private int remaining;
    private boolean complete = true;

    private CodeLinks(Path source, Path target, int atMost) {
        this.source = source;
        this.target = target;
        this.remaining = atMost;
    }

    /** Links a whole tree. */
    static void all(Path source, Path target) throws IOException {
        atMost(Integer.MAX_VALUE, source, target);
    }

    /** Links a tree of at most so many entries; false, with some of them linked, if it has more. */
    static boolean atMost(int entries, Path source, Path target) throws IOException {
        CodeLinks links = new CodeLinks(source, target, entries);
        Files.walkFileTree(source, links);
        return links.complete;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
            throws IOException {
        if (!folder.equals(source)) {
            Path there = at(folder);
            if (!Files.isDirectory(there, LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(there);
                Files.createDirectory(there);
                Workspace.open(there);
            }
        }
        return next();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Path there = at(file);
        if (Files.isDirectory(there, LinkOption.NOFOLLOW_LINKS)) {
            Workspace.removeTree(there);
        }
        Files.deleteIfExists(there);
        if (attributes.isSymbolicLink()) {
            Files.createSymbolicLink(there, Files.readSymbolicLink(file));
        } else {
            link(file, there);
        }
        return next();
    }

    private static void link(Path file, Path there) throws IOException {
        try {
            Files.createLink(there, file);
        } catch (IOException | UnsupportedOperationException otherFileSystem) {
            Files.copy(file, there, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private Path at(Path path) {
        return target.resolve(source.relativize(path));
    }

    private FileVisitResult next() {
        if (remaining-- > 0) {
            return FileVisitResult.CONTINUE;
        }
        complete = false;
        return FileVisitResult.TERMINATE;
    }
}

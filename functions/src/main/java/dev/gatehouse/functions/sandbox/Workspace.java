package dev.gatehouse.functions.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The folder of one process: links to its code and layers, and its {@code /tmp}. */
record Workspace(Path folder) {
    static Workspace create(Path parent, String name) throws IOException {
        Workspace workspace = new Workspace(parent.resolve(name));
        Files.createDirectories(workspace.task());
        Files.createDirectories(workspace.layers());
        Files.createDirectories(workspace.temp());
        return workspace;
    }

    /** Code that was linked here for a spare. */
    Path task() {
        return folder.resolve("task");
    }

    /** The layers, merged. */
    Path layers() {
        return folder.resolve("layers");
    }

    Path temp() {
        return folder.resolve("tmp");
    }

    /** Lets only this user of the sandbox write {@code /tmp}. */
    void ownTemp(int user) throws IOException {
        Files.setAttribute(temp(), "unix:uid", user);
        Files.setAttribute(temp(), "unix:gid", user);
    }

    /** Writes a file that only the server can read. */
    Path privateFile(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, content);
    }

    /** Removes the folder as far as possible; what is left is removed when the server starts. */
    void remove() {
        removeTree(folder);
    }

    static void removeTree(Path root) {
        try {
            Files.walkFileTree(root, new Remover());
        } catch (IOException remains) {
            System.getLogger(Workspace.class.getName())
                    .log(System.Logger.Level.DEBUG, () -> "Cannot remove " + root, remains);
        }
    }

    private static final class Remover extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException reason) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException reason)
                throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}

package dev.gatehouse.functions.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The folder of one process: links to its code and layers, and its {@code /tmp}. */
record Workspace(Path folder) {
    private static final Set<PosixFilePermission> OPEN =
            PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> OWNERS_OWN =
            PosixFilePermissions.fromString("rwx------");

    static Workspace create(Path parent, String name) throws IOException {
        Workspace workspace = new Workspace(parent.resolve(name));
        for (Path one : List.of(workspace.task(), workspace.layers(), workspace.temp())) {
            Files.createDirectories(one);
            open(one);
        }
        return workspace;
    }

    /** Lets the sandbox's user look into a folder, whatever the server's umask is. */
    static void open(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, OPEN);
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
        } catch (IOException e) {
            remains(root, e);
        }
    }

    private static void remains(Path path, IOException reason) {
        System.getLogger(Workspace.class.getName())
                .log(System.Logger.Level.DEBUG, () -> "Cannot remove " + path, reason);
    }

    /** Goes on whatever happens: a function may have made its {@code /tmp} hard to remove. */
    private static final class Remover extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            unlock(folder);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return delete(file);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException reason) {
            if (unlock(file)) {
                removeTree(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException reason) {
            return delete(folder);
        }

        private static FileVisitResult delete(Path path) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                remains(path, e);
            }
            return FileVisitResult.CONTINUE;
        }

        /** Opens a folder that its owner may not read or change; whether it was one. */
        private static boolean unlock(Path folder) {
            try {
                if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        || Files.getPosixFilePermissions(folder).containsAll(OWNERS_OWN)) {
                    return false;
                }
                Files.setPosixFilePermissions(folder, OWNERS_OWN);
                return true;
            } catch (IOException e) {
                remains(folder, e);
                return false;
            }
        }
    }
}

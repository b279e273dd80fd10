package dev.gatehouse.control.code;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where the entries of an archive stand below one directory, and where their links may lead. */
final class PackagePaths {
    /** The time that a file system takes for a directory grows with its depth. */
    private static final int MAX_DEPTH = 100;

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

    private final Path directory;

    /**
     * @param directory absolute and normal
     */
    PackagePaths(Path directory) {
        this.directory = directory;
    }

    /** The place for an entry; refuses every name that could mean a place elsewhere. */
    Path of(String name) throws BadPackageException {
        if (name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf('\0') >= 0
                || DRIVE.matcher(name).matches()) {
            throw BadPackageException.refused("an absolute or foreign path", name);
        }
        String[] parts = name.split("/");
        if (parts.length > MAX_DEPTH) {
            throw BadPackageException.refused("a path of more than " + MAX_DEPTH + " parts", name);
        }
        for (String part : parts) {
            if (part.equals("..")) {
                throw BadPackageException.refused("a path that leads upwards", name);
            }
        }
        try {
            return directory.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw BadPackageException.unreadable(e);
        }
    }

    /**
     * Where a link leads, relative to itself. It may climb only at its beginning, through real
     * directories, and not out of ours; so it stays inside whatever other links it passes.
     */
    Path linkTarget(Path link, String target) throws BadPackageException {
        int depth = directory.relativize(link).getNameCount() - 1;
        if (target.isEmpty()
                || target.startsWith("/")
                || target.indexOf('\0') >= 0
                || climbs(target) > depth) {
            throw BadPackageException.refused("a link that leads outside", target);
        }
        try {
            return Path.of(target);
        } catch (InvalidPathException e) {
            throw BadPackageException.unreadable(e);
        }
    }

    private static int climbs(String target) throws BadPackageException {
        int climbs = 0;
        boolean descended = false;
        for (String part : target.split("/")) {
            if (!part.equals("..")) {
                descended |= !part.isEmpty() && !part.equals(".");
            } else if (descended) {
                throw BadPackageException.refused("a link that climbs after descending", target);
            } else {
                climbs++;
            }
        }
        return climbs;
    }
}

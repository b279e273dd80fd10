package dev.gatehouse.control.code;

import dev.gatehouse.control.code.BadPackageException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Unpacks one zip archive into an empty directory and writes nothing outside of it.
 *
 * <p>Limits hold for what is really written, not for what the archive claims. Every file becomes
 * readable for all, and executable if it was so for anybody. Symbolic links are kept when they stay
 * inside; they are made last, so that no entry is written through one.
 */
final class Unpacker {
    /**
     * The most bytes that a function and its layers may have unpacked (AWS docs: Lambda quotas).
     */
    static final long MAX_BYTES = 262_144_000;

    private static final int MAX_ENTRIES = 100_000;
    private static final int MAX_LINK_LENGTH = 4096;
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

    private final Path directory;
    private final Set<Path> written = new HashSet<>();
    private final Map<Path, Path> links = new HashMap<>();
    private final byte[] buffer = new byte[64 * 1024];
    private long total;

    Unpacker(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /** Returns the bytes of all files together. */
    long unpack(Path archive) throws BadPackageException, IOException {
        try (ZipFile zip = open(archive)) {
            List<? extends ZipEntry> entries = Collections.list(zip.entries());
            checkCount(entries.size());
            UnixModes modes = UnixModes.read(archive);
            for (ZipEntry entry : entries) {
                unpack(zip, entry, modes);
            }
        }
        for (Map.Entry<Path, Path> link : links.entrySet()) {
            makeLink(link.getKey(), link.getValue());
        }
        return total;
    }

    private static ZipFile open(Path archive) throws BadPackageException {
        try {
            return new ZipFile(archive.toFile());
        } catch (IOException | IllegalArgumentException e) {
            throw new BadPackageException(Problem.UNREADABLE, e);
        }
    }

    private static void checkCount(int entries) throws BadPackageException {
        if (entries == 0) {
            throw new BadPackageException(Problem.EMPTY, "no entries");
        }
        if (entries > MAX_ENTRIES) {
            throw new BadPackageException(Problem.TOO_LARGE, entries + " entries");
        }
    }

    private void unpack(ZipFile zip, ZipEntry entry, UnixModes modes)
            throws BadPackageException, IOException {
        Path target = target(entry.getName());
        if (entry.isDirectory()) {
            makeDirectories(target);
            return;
        }
        if (target.equals(directory) || !written.add(target)) {
            throw refused("a second entry of this name", entry.getName());
        }
        makeDirectories(target.getParent() == null ? directory : target.getParent());
        if (modes.isSymbolicLink(entry.getName())) {
            links.put(target, linkTarget(zip, entry, target));
        } else {
            writeFile(zip, entry, target, modes.isExecutable(entry.getName()));
        }
    }

    /** The place for an entry; refuses every name that could mean a place elsewhere. */
    private Path target(String name) throws BadPackageException {
        if (name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf('\0') >= 0
                || DRIVE.matcher(name).matches()) {
            throw refused("an absolute or foreign path", name);
        }
        for (String part : name.split("/")) {
            if (part.equals("..")) {
                throw refused("a path that leads upwards", name);
            }
        }
        try {
            return directory.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new BadPackageException(Problem.UNREADABLE, e);
        }
    }

    private void makeDirectories(Path path) throws BadPackageException {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            // A file stands where the archive now wants a directory.
            throw new BadPackageException(Problem.UNREADABLE, e);
        }
    }

    private void writeFile(ZipFile zip, ZipEntry entry, Path target, boolean executable)
            throws BadPackageException, IOException {
        if (Files.exists(target)) {
            throw refused("a file where a directory is", entry.getName());
        }
        try (OutputStream out = Files.newOutputStream(target)) {
            CRC32 checksum = new CRC32();
            try (InputStream in = zip.getInputStream(entry)) {
                int count;
                while ((count = read(in)) >= 0) {
                    count(count);
                    checksum.update(buffer, 0, count);
                    out.write(buffer, 0, count);
                }
            }
            if (entry.getCrc() != -1 && entry.getCrc() != checksum.getValue()) {
                throw refused("a wrong checksum", entry.getName());
            }
        }
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private int read(InputStream in) throws BadPackageException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new BadPackageException(Problem.UNREADABLE, e);
        }
    }

    private void count(int bytes) throws BadPackageException {
        total += bytes;
        if (total > MAX_BYTES) {
            throw new BadPackageException(Problem.TOO_LARGE, "more than " + MAX_BYTES + " bytes");
        }
    }

    /**
     * Where a link leads, relative to itself. It may climb only at its beginning, through real
     * directories, and not out of ours; so it stays inside whatever other links it passes.
     */
    private Path linkTarget(ZipFile zip, ZipEntry entry, Path link)
            throws BadPackageException, IOException {
        byte[] text;
        try (InputStream in = zip.getInputStream(entry)) {
            text = in.readNBytes(MAX_LINK_LENGTH);
        }
        String target = new String(text, StandardCharsets.UTF_8);
        int climbs = 0;
        boolean descended = false;
        for (String part : target.split("/")) {
            if (!part.equals("..")) {
                descended |= !part.isEmpty() && !part.equals(".");
            } else if (descended) {
                throw refused("a link that climbs after descending", entry.getName());
            } else {
                climbs++;
            }
        }
        int depth = directory.relativize(link).getNameCount() - 1;
        if (target.isEmpty() || target.startsWith("/") || climbs > depth) {
            throw refused("a link that leads outside", entry.getName());
        }
        return Path.of(target);
    }

    private void makeLink(Path link, Path target) throws BadPackageException, IOException {
        try {
            Files.createSymbolicLink(link, target);
        } catch (FileAlreadyExistsException e) {
            throw new BadPackageException(Problem.UNREADABLE, e);
        }
    }

    private static BadPackageException refused(String what, String name) {
        return new BadPackageException(Problem.UNREADABLE, what + ": " + name);
    }
}

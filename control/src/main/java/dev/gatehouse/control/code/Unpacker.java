package dev.gatehouse.control.code;

import dev.gatehouse.control.code.BadPackageException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Unpacks one zip archive into an empty directory and writes nothing outside of it.
 *
 * <p>Limits hold for what is really written, not for what the archive claims. Every file and
 * directory becomes readable for all, a file executable if it was so for anybody. Symbolic links
 * are kept when they stay inside; they are made last, so that no entry is written through one.
 */
final class Unpacker {
    /**
     * The most bytes that a function and its layers may have unpacked (AWS docs: Lambda quotas).
     */
    static final long MAX_BYTES = 262_144_000;

    private static final int MAX_PLACES = 100_000;

    private static final int MAX_LINK_LENGTH = 4096;

    private final Path directory;
    private final PackagePaths paths;
    private final Set<Path> written = new HashSet<>();
    private final Map<Path, Path> links = new HashMap<>();
    private final byte[] buffer = new byte[64 * 1024];
    private final int mostPlaces;

    /** Files, links and directories that are there. */
    private int places;

    private long total;

    Unpacker(Path directory) {
        this(directory, MAX_PLACES);
    }

    /**
     * @param mostPlaces of files, links and directories together
     */
    Unpacker(Path directory, int mostPlaces) {
        this.directory = directory.toAbsolutePath().normalize();
        this.paths = new PackagePaths(this.directory);
        this.mostPlaces = mostPlaces;
    }

    /** Returns the bytes of all files together. */
    long unpack(Path archive) throws BadPackageException, IOException {
        letAllLook(directory);
        try (ZipFile zip = open(archive)) {
            checkCount(zip.size());
            UnixModes modes = UnixModes.read(archive);
            for (ZipEntry entry : Collections.list(zip.entries())) {
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
            throw BadPackageException.unreadable(e);
        }
    }

    private void checkCount(int entries) throws BadPackageException {
        if (entries == 0) {
            throw new BadPackageException(Problem.EMPTY, "no entries");
        }
        if (entries > mostPlaces) {
            throw tooMany();
        }
    }

    private void countPlace() throws BadPackageException {
        if (++places > mostPlaces) {
            throw tooMany();
        }
    }

    private BadPackageException tooMany() {
        return new BadPackageException(Problem.TOO_LARGE, "more than " + mostPlaces + " files");
    }

    private void unpack(ZipFile zip, ZipEntry entry, UnixModes modes)
            throws BadPackageException, IOException {
        Path target = paths.of(entry.getName());
        if (entry.isDirectory()) {
            makeDirectories(target);
            return;
        }
        if (target.equals(directory) || !written.add(target)) {
            throw BadPackageException.refused("a second entry of this name", entry.getName());
        }
        countPlace();
        makeDirectories(Objects.requireNonNull(target.getParent()));
        if (modes.isSymbolicLink(entry.getName())) {
            links.put(target, paths.linkTarget(target, linkText(zip, entry)));
        } else {
            writeFile(zip, entry, target, modes.isExecutable(entry.getName()));
        }
    }

    /** Makes a directory and those above it, all of which count: a name may hold thousands. */
    private void makeDirectories(Path path) throws BadPackageException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path above = path; !Files.exists(above); ) {
            countPlace();
            missing.push(above);
            above = Objects.requireNonNull(above.getParent());
        }
        try {
            Files.createDirectories(path);
            for (Path made : missing) {
                letAllLook(made);
            }
        } catch (IOException e) {
            // A file stands where the archive now wants a directory, or the name is too long.
            throw BadPackageException.unreadable(e);
        }
    }

    /** Whatever the server's umask is. */
    private static void letAllLook(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void writeFile(ZipFile zip, ZipEntry entry, Path target, boolean executable)
            throws BadPackageException, IOException {
        if (Files.exists(target)) {
            throw BadPackageException.refused("a file where a directory is", entry.getName());
        }
        try (OutputStream out = create(target)) {
            CRC32 checksum = new CRC32();
            try (InputStream in = content(zip, entry)) {
                int count;
                while ((count = read(in)) >= 0) {
                    count(count);
                    checksum.update(buffer, 0, count);
                    out.write(buffer, 0, count);
                }
            }
            if (entry.getCrc() != -1 && entry.getCrc() != checksum.getValue()) {
                throw BadPackageException.refused("a wrong checksum", entry.getName());
            }
        }
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static OutputStream create(Path target) throws BadPackageException {
        try {
            return Files.newOutputStream(target, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            // The name is too long for a file.
            throw BadPackageException.unreadable(e);
        }
    }

    private static InputStream content(ZipFile zip, ZipEntry entry) throws BadPackageException {
        try {
            return zip.getInputStream(entry);
        } catch (IOException e) {
            throw BadPackageException.unreadable(e);
        }
    }

    private int read(InputStream in) throws BadPackageException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw BadPackageException.unreadable(e);
        }
    }

    private void count(int bytes) throws BadPackageException {
        total += bytes;
        if (total > MAX_BYTES) {
            throw new BadPackageException(Problem.TOO_LARGE, "more than " + MAX_BYTES + " bytes");
        }
    }

    private static String linkText(ZipFile zip, ZipEntry entry) throws BadPackageException {
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readNBytes(MAX_LINK_LENGTH), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw BadPackageException.unreadable(e);
        }
    }

    private void makeLink(Path link, Path target) throws BadPackageException {
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException e) {
            // Something stands there already, or a name is too long.
            throw BadPackageException.unreadable(e);
        }
    }
}

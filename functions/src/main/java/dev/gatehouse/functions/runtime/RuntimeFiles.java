package dev.gatehouse.functions.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files that make an interpreter a function runtime: our bootstraps for Node.js and Python, and
 * AWS's runtime interface client for Java. They travel inside this program and are unpacked into a
 * folder that functions see as {@code /var/runtime}.
 */
public final class RuntimeFiles {
    private static final Map<String, List<String>> NAMES =
            Map.of(
                    "node",
                    List.of(
                            "bootstrap.cjs",
                            "console.cjs",
                            "context.cjs",
                            "trace.cjs",
                            "errors.cjs",
                            "handler.cjs",
                            "layers.mjs",
                            "invocation.cjs",
                            "runtime-api.cjs"),
                    "python",
                    List.of(
                            "bootstrap.py",
                            "gatehouse_runtime/__init__.py",
                            "gatehouse_runtime/context.py",
                            "gatehouse_runtime/failures.py",
                            "gatehouse_runtime/handlers.py",
                            "gatehouse_runtime/logs.py",
                            "gatehouse_runtime/marshal.py",
                            "gatehouse_runtime/runner.py",
                            "gatehouse_runtime/runtime_api.py"),
                    "java",
                    List.of(
                            "aws-lambda-java-core.jar",
                            "aws-lambda-java-runtime-interface-client.jar",
                            "aws-lambda-java-serialization.jar",
                            "utils-lite.jar"));

    private static final String SOCKET = ".sock";

    private final Path folder;

    private RuntimeFiles(Path folder) {
        this.folder = folder;
    }

    /** Unpacks what is missing or differs, so that a new version of the server brings its own. */
    public static RuntimeFiles unpackInto(Path folder) {
        try {
            for (var entry : NAMES.entrySet()) {
                for (String name : entry.getValue()) {
                    unpack(entry.getKey() + "/" + name, folder);
                }
            }
            Files.createDirectories(folder.resolve("aot"));
            removeSockets(folder);
            open(folder);
            return new RuntimeFiles(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack the runtimes into " + folder, e);
        }
    }

    /** What a server that was killed has left. */
    private static void removeSockets(Path folder) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*" + SOCKET)) {
            for (Path socket : left) {
                Files.delete(socket);
            }
        }
    }

    /** Lets every user look into the folders, whatever the server's umask is. */
    private static void open(Path folder) throws IOException {
        try (Stream<Path> folders = Files.walk(folder).filter(Files::isDirectory)) {
            for (Path one : folders.toList()) {
                Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    /** What functions see as {@code /var/runtime}. */
    public Path folder() {
        return folder;
    }

    /**
     * Where our bootstraps look for a socket file that leads to the same Runtime API as this port
     * of the loopback address.
     */
    public static Path runtimeApiSocket(Path folder, int port) {
        return folder.resolve("runtime-api-" + port + SOCKET);
    }

    /** The class path of AWS's Java client, for a process that sees the folder at this place. */
    public static String javaClassPath(String seenAt) {
        return String.join(
                ":",
                NAMES.getOrDefault("java", List.of()).stream()
                        .map(name -> seenAt + "/java/" + name)
                        .toList());
    }

    /** Differs when the files of AWS's Java client do, and when they were written anew. */
    public String javaStamp() {
        try {
            StringBuilder stamp = new StringBuilder();
            for (String name : NAMES.getOrDefault("java", List.of())) {
                Path file = folder.resolve("java").resolve(name);
                stamp.append(name).append(Files.size(file)).append(Files.getLastModifiedTime(file));
            }
            return stamp.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the runtimes in " + folder, e);
        }
    }

    private static void unpack(String name, Path folder) throws IOException {
        byte[] content;
        try (InputStream resource = RuntimeFiles.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IOException("This program was packaged without " + name);
            }
            content = resource.readAllBytes();
        }
        Path target = folder.resolve(name);
        if (Files.isRegularFile(target)
                && Files.size(target) == content.length
                && Arrays.equals(Files.readAllBytes(target), content)) {
            return;
        }
        Files.createDirectories(target.getParent());
        Path fresh = Files.createTempFile(target.getParent(), ".unpack", null);
        Files.write(fresh, content);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }
}

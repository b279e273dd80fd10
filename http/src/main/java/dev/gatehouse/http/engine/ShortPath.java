package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Another path to a file that is to be made, for as long as this is open: the address of a socket
 * file holds little more than a hundred bytes, and folders lie deeper. It goes by a link to the
 * file's folder, and is the file's own path when that is short.
 */
final class ShortPath implements AutoCloseable {
    private static final int LONGEST = 100;

    private final Path file;

    /** The folder of the link; null when there is none. */
    private final @Nullable Path own;

    private ShortPath(Path file, @Nullable Path own) {
        this.file = file;
        this.own = own;
    }

    static ShortPath to(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || file.toString().getBytes(UTF_8).length <= LONGEST) {
            return new ShortPath(file, null);
        }
        Path own = Files.createTempDirectory("gatehouse");
        Path link = Files.createSymbolicLink(own.resolve("l"), folder);
        return new ShortPath(link.resolve(file.getFileName()), own);
    }

    Path path() {
        return file;
    }

    @Override
    public void close() throws IOException {
        if (own != null) {
            Files.delete(own.resolve("l"));
            Files.delete(own);
        }
    }
}

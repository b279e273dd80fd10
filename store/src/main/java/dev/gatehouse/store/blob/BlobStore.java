package dev.gatehouse.store.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Immutable byte strings named by the SHA-256 of their content; writing one twice is harmless. */
public interface BlobStore {
    /** Stores the stream durably and returns its SHA-256 in lower-case hexadecimal. */
    String put(InputStream content) throws IOException;

    /** The file that holds the blob, for reading only. */
    Optional<Path> find(String sha256);

    void delete(String sha256) throws IOException;

    /**
     * Deletes every blob that is not among these. Nobody may put one meanwhile: what is not used
     * yet would be lost.
     */
    void retain(Set<String> used) throws IOException;
}

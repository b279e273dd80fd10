package dev.gatehouse.store.directory;

import org.jspecify.annotations.Nullable;

/**
 * The data directory or a file in it cannot be used. The message names the path and says what would
 * help; it is fit for the operator's eyes.
 */
public final class DataDirectoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DataDirectoryException(String message) {
        super(message);
    }

    public DataDirectoryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

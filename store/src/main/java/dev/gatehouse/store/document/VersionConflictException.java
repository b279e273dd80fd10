package dev.gatehouse.store.document;

/** A document did not have the version that a write expected. */
public final class VersionConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient DocumentKey key;

    public VersionConflictException(DocumentKey key, long expected, long actual) {
        super(key + " has version " + actual + ", expected " + expected);
        this.key = key;
    }

    public DocumentKey key() {
        return key;
    }
}

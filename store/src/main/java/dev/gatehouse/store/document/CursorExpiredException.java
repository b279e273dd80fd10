package dev.gatehouse.store.document;

/**
 * Changes after the given cursor are no longer in the feed. The reader takes {@link
 * DocumentStore#lastCursor}, reads its documents anew and goes on from that cursor.
 */
public final class CursorExpiredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CursorExpiredException(long cursor, long oldest) {
        super("the change feed begins after cursor " + oldest + ", asked for " + cursor);
    }
}

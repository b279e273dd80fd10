package dev.gatehouse.store.document;

import java.util.List;
import java.util.Optional;

/**
 * Versioned documents. Blocking, for any number of threads. What {@link #commit} returned from
 * survives the death of the process and of the machine.
 */
public interface DocumentStore extends AutoCloseable {
    /** How many of the newest changes the feed keeps at least. */
    int FEED_LENGTH = 100_000;

    Optional<Document> find(DocumentKey key);

    /**
     * Documents of one kind in the order of their ids (by code point).
     *
     * @param idPrefix only ids that begin so; empty for all
     * @param afterId only ids after this one; empty for the first page
     * @param limit the most documents to return
     */
    List<Document> list(
            String account, String region, String kind, String idPrefix, String afterId, int limit);

    /**
     * Every document of one kind in every account and region, for rebuilding live state at start.
     */
    List<Document> all(String kind);

    /**
     * Applies all writes or none.
     *
     * @return the cursor of the last change that it made
     * @throws VersionConflictException if a document has another version than expected; nothing was
     *     written
     */
    long commit(List<Write> writes);

    /**
     * The cursor of the last change, 0 before the first. A reader that rebuilds its state takes
     * this first, then {@link #all}, then {@link #changesSince} this cursor: it misses nothing.
     */
    long lastCursor();

    /**
     * Changes after the cursor, oldest first; 0 is before the first. Each write of a commit is one
     * change. The feed keeps at least the newest {@link #FEED_LENGTH} changes.
     *
     * @throws CursorExpiredException if a change after the cursor has left the feed
     */
    List<Change> changesSince(long cursor, int limit);

    @Override
    void close();
}

package dev.gatehouse.store.document;

/**
 * One write as the feed tells it.
 *
 * @param cursor its place in the feed, growing
 * @param version the version written, or 0 when the document was deleted
 */
public record Change(long cursor, DocumentKey key, long version) {}

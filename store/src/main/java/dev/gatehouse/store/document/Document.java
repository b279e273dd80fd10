package dev.gatehouse.store.document;

import java.time.Instant;

/**
 * A stored value in its envelope.
 *
 * @param version 1 for the first write and one more for each later one; a new document under an old
 *     key begins again at 1
 * @param body JSON in AWS's wire shape, UTF-8; never changed in place
 */
public record Document(DocumentKey key, long version, Instant modified, byte[] body) {}

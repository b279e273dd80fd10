package dev.gatehouse.control.function;

import dev.gatehouse.store.document.Change;
import dev.gatehouse.store.document.Document;
import dev.gatehouse.store.document.DocumentKey;
import dev.gatehouse.store.document.DocumentStore;
import dev.gatehouse.store.document.Write;
import java.util.List;
import java.util.Optional;

/** A store that takes no writes while it is broken. */
final class FaultyStore implements DocumentStore {
    volatile boolean broken;
    private final DocumentStore store;

    FaultyStore(DocumentStore store) {
        this.store = store;
    }

    @Override
    public Optional<Document> find(DocumentKey key) {
        return store.find(key);
    }

    @Override
    public List<Document> list(
            String account,
            String region,
            String kind,
            String idPrefix,
            String afterId,
            int limit) {
        return store.list(account, region, kind, idPrefix, afterId, limit);
    }

    @Override
    public List<Document> all(String kind) {
        return store.all(kind);
    }

    @Override
    public long commit(List<Write> writes) {
        if (broken) {
            throw new IllegalStateException("the disk is full");
        }
        return store.commit(writes);
    }

    @Override
    public long lastCursor() {
        return store.lastCursor();
    }

    @Override
    public List<Change> changesSince(long cursor, int limit) {
        return store.changesSince(cursor, limit);
    }

    @Override
    public void close() {
        store.close();
    }
}

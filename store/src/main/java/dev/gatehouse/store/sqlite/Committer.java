package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.document.DocumentKey;
import dev.gatehouse.store.document.DocumentStore;
import dev.gatehouse.store.document.VersionConflictException;
import dev.gatehouse.store.document.Write;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Applies the writes of one commit inside the caller's transaction and tells the feed. */
final class Committer {
    private final InstantSource clock;

    Committer(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * @return the cursor of the last change
     * @throws VersionConflictException at the first write whose expectation fails; the caller rolls
     *     back
     */
    long commit(Handle transaction, List<Write> writes) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        for (Write write : writes) {
            long version =
                    switch (write) {
                        case Write.Put put when put.expectedVersion() == Write.ABSENT ->
                                insert(transaction, put, now);
                        case Write.Put put -> update(transaction, put, now);
                        case Write.Delete delete -> delete(transaction, delete);
                    };
            tellFeed(transaction, write.key(), version);
        }
        long last = Rows.lastCursor(transaction);
        transaction.execute(
                "delete from change where cursor <= ?", last - DocumentStore.FEED_LENGTH);
        return last;
    }

    private static long insert(Handle transaction, Write.Put put, long now) {
        int written =
                Rows.bindKey(
                                transaction.createUpdate(
                                        """
                                        insert into document
                                        (kind, account, region, id, version, modified_micros, body)
                                        values (:kind, :account, :region, :id, 1, :now, :body)
                                        on conflict do nothing
                                        """),
                                put.key())
                        .bind("now", now)
                        .bind("body", put.body())
                        .execute();
        require(transaction, written == 1, put.key(), put.expectedVersion());
        return 1;
    }

    private static long update(Handle transaction, Write.Put put, long now) {
        int written =
                Rows.bindKey(
                                transaction.createUpdate(
                                        "update document set version = :expected + 1,"
                                                + " modified_micros = :now, body = :body "
                                                + Rows.OF_KEY
                                                + " and version = :expected"),
                                put.key())
                        .bind("expected", put.expectedVersion())
                        .bind("now", now)
                        .bind("body", put.body())
                        .execute();
        require(transaction, written == 1, put.key(), put.expectedVersion());
        return put.expectedVersion() + 1;
    }

    private static long delete(Handle transaction, Write.Delete delete) {
        int written =
                Rows.bindKey(
                                transaction.createUpdate(
                                        "delete from document "
                                                + Rows.OF_KEY
                                                + " and version = :expected"),
                                delete.key())
                        .bind("expected", delete.expectedVersion())
                        .execute();
        require(transaction, written == 1, delete.key(), delete.expectedVersion());
        return 0;
    }

    private static void tellFeed(Handle transaction, DocumentKey key, long version) {
        Rows.bindKey(
                        transaction.createUpdate(
                                "insert into change (kind, account, region, id, version)"
                                        + " values (:kind, :account, :region, :id, :version)"),
                        key)
                .bind("version", version)
                .execute();
    }

    private static void require(
            Handle transaction, boolean applied, DocumentKey key, long expected) {
        if (applied) {
            return;
        }
        long actual =
                Rows.bindKey(
                                transaction.createQuery(
                                        "select version from document " + Rows.OF_KEY),
                                key)
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(Write.ABSENT);
        throw new VersionConflictException(key, expected, actual);
    }
}

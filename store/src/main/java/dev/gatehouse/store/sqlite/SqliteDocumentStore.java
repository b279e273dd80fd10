package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.directory.DataDirectory;
import dev.gatehouse.store.directory.DataDirectoryException;
import dev.gatehouse.store.directory.DurableFiles;
import dev.gatehouse.store.document.Change;
import dev.gatehouse.store.document.CursorExpiredException;
import dev.gatehouse.store.document.Document;
import dev.gatehouse.store.document.DocumentKey;
import dev.gatehouse.store.document.DocumentStore;
import dev.gatehouse.store.document.Write;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;

/**
 * Documents in the SQLite file {@code documents.db} of a data directory. One writer at a time;
 * readers run beside it and see whole commits. A commit is on the disk when it returns.
 */
public final class SqliteDocumentStore implements DocumentStore {
    private static final int READERS = 4;

    private final Path file;
    private final Connections writerConnection;
    private final Connections readerConnections;
    private final Jdbi writer;
    private final Jdbi readers;
    private final Committer committer;

    private SqliteDocumentStore(Path file, InstantSource clock) {
        this.file = file;
        this.writerConnection = Connections.writer(file);
        this.readerConnections = Connections.readers(file, READERS);
        this.writer = Jdbi.create(writerConnection);
        this.readers = Jdbi.create(readerConnections);
        this.committer = new Committer(clock);
    }

    /**
     * Opens the store of a claimed directory; the claim stays the caller's, to close after the
     * store.
     *
     * @throws DataDirectoryException if the file is damaged, from a newer version or not ours
     */
    public static SqliteDocumentStore open(DataDirectory directory, InstantSource clock) {
        Path file = directory.path().resolve("documents.db");
        keepPrivate(file);
        SqliteDocumentStore store = new SqliteDocumentStore(file, clock);
        try {
            store.on(
                    store.writer,
                    handle -> {
                        Schema.prepare(handle, store.file);
                        return true;
                    });
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Documents hold functions' variables; SQLite gives its other files the mode of this one. */
    private static void keepPrivate(Path file) {
        try {
            DurableFiles.keepPrivate(file);
        } catch (IOException e) {
            throw new DataDirectoryException(file + " cannot be used: " + e, e);
        }
    }

    @Override
    public Optional<Document> find(DocumentKey key) {
        return on(
                readers,
                handle ->
                        Rows.bindKey(handle.createQuery(Rows.DOCUMENT + Rows.OF_KEY), key)
                                .map(Rows::document)
                                .findOne());
    }

    @Override
    public List<Document> list(
            String account,
            String region,
            String kind,
            String idPrefix,
            String afterId,
            int limit) {
        String end = Rows.endOfPrefix(idPrefix);
        String sql =
                Rows.DOCUMENT
                        + "where kind = :kind and account = :account and region = :region"
                        + " and id >= :prefix and id > :after"
                        + (end.isEmpty() ? "" : " and id < :end")
                        + " order by id limit :limit";
        return on(
                readers,
                handle -> {
                    Query query =
                            handle.createQuery(sql)
                                    .bind("kind", kind)
                                    .bind("account", account)
                                    .bind("region", region)
                                    .bind("prefix", idPrefix)
                                    .bind("after", afterId)
                                    .bind("limit", limit);
                    if (!end.isEmpty()) {
                        query.bind("end", end);
                    }
                    return query.map(Rows::document).list();
                });
    }

    @Override
    public List<Document> all(String kind) {
        return on(
                readers,
                handle ->
                        handle.createQuery(
                                        Rows.DOCUMENT
                                                + "where kind = :kind order by account, region, id")
                                .bind("kind", kind)
                                .map(Rows::document)
                                .list());
    }

    @Override
    public long commit(List<Write> writes) {
        return on(
                writer,
                handle ->
                        handle.inTransaction(transaction -> committer.commit(transaction, writes)));
    }

    @Override
    public long lastCursor() {
        return on(readers, Rows::lastCursor);
    }

    @Override
    public List<Change> changesSince(long cursor, int limit) {
        return on(
                readers,
                handle -> handle.inTransaction(snapshot -> changesSince(snapshot, cursor, limit)));
    }

    private static List<Change> changesSince(Handle snapshot, long cursor, int limit) {
        long oldest = Rows.firstCursor(snapshot) - 1;
        if (cursor < oldest) {
            throw new CursorExpiredException(cursor, oldest);
        }
        Query query =
                snapshot.createQuery(
                        "select cursor, kind, account, region, id, version from change"
                                + " where cursor > :cursor order by cursor limit :limit");
        return query.bind("cursor", cursor).bind("limit", limit).map(Rows::change).list();
    }

    /** Waits for calls in flight; later calls fail with {@link IllegalStateException}. */
    @Override
    public void close() {
        try (writerConnection) {
            readerConnections.close();
        } catch (SQLException e) {
            throw new DataDirectoryException(file + " cannot be closed: " + e.getMessage(), e);
        }
    }

    private <T> T on(Jdbi jdbi, HandleCallback<T, RuntimeException> work) {
        try {
            return jdbi.withHandle(work);
        } catch (JdbiException e) {
            throw new DataDirectoryException(file + " cannot be used: " + rootMessage(e), e);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}

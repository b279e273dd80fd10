package dev.gatehouse.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.ConnectionFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteOpenMode;

/**
 * A fixed number of connections to one database file, opened when first needed, lent to one
 * borrower at a time and kept open in between. A borrower waits while all are lent.
 */
final class Connections implements ConnectionFactory, AutoCloseable {
    private static final int BUSY_TIMEOUT_MILLIS = 10_000;

    private final String url;
    private final SQLiteConfig config;
    private final int size;
    private final Semaphore lendable;
    private final List<Connection> idle = new ArrayList<>();
    private volatile boolean closed;

    /** As a URI, in which no character of a path has another meaning. */
    private Connections(Path file, SQLiteConfig config, int size) {
        this.url = "jdbc:sqlite:" + file.toUri();
        this.config = config;
        this.size = size;
        this.lendable = new Semaphore(size, true);
    }

    /**
     * The one connection that writes: WAL, and each commit is synced to the disk before it returns.
     */
    static Connections writer(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        return new Connections(file, config, 1);
    }

    /** Connections that can only read; each statement sees the last commit before it. */
    static Connections readers(Path file, int size) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        return new Connections(file, config, size);
    }

    @Override
    public Connection openConnection() throws SQLException {
        lendable.acquireUninterruptibly();
        try {
            if (closed) {
                throw new IllegalStateException(url + " is closed");
            }
            synchronized (idle) {
                if (!idle.isEmpty()) {
                    return idle.removeLast();
                }
            }
            return config.createConnection(url);
        } catch (SQLException | RuntimeException e) {
            lendable.release();
            throw e;
        }
    }

    @Override
    public void closeConnection(Connection connection) {
        synchronized (idle) {
            idle.add(connection);
        }
        lendable.release();
    }

    /** Waits for what is lent, then closes all; later borrowers get an error. */
    @Override
    public void close() throws SQLException {
        closed = true;
        lendable.acquireUninterruptibly(size);
        try {
            synchronized (idle) {
                for (Connection connection : idle) {
                    connection.close();
                }
                idle.clear();
            }
        } finally {
            lendable.release(size);
        }
    }
}

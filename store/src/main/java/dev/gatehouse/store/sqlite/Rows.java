package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.document.Change;
import dev.gatehouse.store.document.Document;
import dev.gatehouse.store.document.DocumentKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** How keys, documents and changes stand in rows. */
final class Rows {
    static final String DOCUMENT =
            "select kind, account, region, id, version, modified_micros, body from document ";
    static final String OF_KEY =
            "where kind = :kind and account = :account and region = :region and id = :id";

    private Rows() {}

    static <S extends SqlStatement<S>> S bindKey(S statement, DocumentKey key) {
        return statement
                .bind("kind", key.kind())
                .bind("account", key.account())
                .bind("region", key.region())
                .bind("id", key.id());
    }

    static Document document(ResultSet row, StatementContext context) throws SQLException {
        return new Document(
                key(row),
                row.getLong("version"),
                Instant.EPOCH.plus(row.getLong("modified_micros"), ChronoUnit.MICROS),
                row.getBytes("body"));
    }

    static Change change(ResultSet row, StatementContext context) throws SQLException {
        return new Change(row.getLong("cursor"), key(row), row.getLong("version"));
    }

    /** The cursor of the newest change that was ever made, 0 before the first. */
    static long lastCursor(Handle handle) {
        return handle.createQuery("select coalesce(max(cursor), 0) from change")
                .mapTo(Long.class)
                .one();
    }

    /** The cursor of the oldest change that the feed still has, 1 before the first. */
    static long firstCursor(Handle handle) {
        return handle.createQuery("select coalesce(min(cursor), 1) from change")
                .mapTo(Long.class)
                .one();
    }

    /**
     * The least text that is greater than everything that begins with the prefix, by code point;
     * empty when there is none.
     */
    static String endOfPrefix(String prefix) {
        int[] points = prefix.codePoints().toArray();
        for (int last = points.length - 1; last >= 0; last--) {
            if (points[last] < Character.MAX_CODE_POINT) {
                int next = points[last] + 1;
                boolean surrogate =
                        next >= Character.MIN_SURROGATE && next <= Character.MAX_SURROGATE;
                points[last] = surrogate ? Character.MAX_SURROGATE + 1 : next;
                return new String(points, 0, last + 1);
            }
        }
        return "";
    }

    private static DocumentKey key(ResultSet row) throws SQLException {
        return new DocumentKey(
                row.getString("account"),
                row.getString("region"),
                row.getString("kind"),
                row.getString("id"));
    }
}

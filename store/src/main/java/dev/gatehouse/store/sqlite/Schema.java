package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.directory.DataDirectoryException;
import java.nio.file.Path;
import org.jdbi.v3.core.Handle;

/**
 * The tables, and the number of their layout in {@code user_version}. A file says by its {@code
 * application_id} that it is ours.
 */
final class Schema {
    private static final int VERSION = 1;

    /** The letters GTHS. */
    private static final int APPLICATION_ID = 0x47544853;

    private static final String TABLES =
            """
            create table document (
                kind text not null,
                account text not null,
                region text not null,
                id text not null,
                version integer not null,
                modified_micros integer not null,
                body blob not null,
                primary key (kind, account, region, id)
            ) strict;

            create table change (
                cursor integer primary key autoincrement,
                kind text not null,
                account text not null,
                region text not null,
                id text not null,
                version integer not null
            ) strict;
            """;

    private Schema() {}

    /**
     * Creates the tables in a new file, and does nothing in one that has them.
     *
     * @throws DataDirectoryException if the file is from a newer version or not ours
     */
    static void prepare(Handle handle, Path file) {
        int version = pragma(handle, "user_version");
        int application = pragma(handle, "application_id");
        if (version == VERSION && application == APPLICATION_ID) {
            return;
        }
        if (application == APPLICATION_ID && version > VERSION) {
            throw new DataDirectoryException(
                    file
                            + " was written by a newer Gatehouse (layout "
                            + version
                            + ", this one knows "
                            + VERSION
                            + "): start that version, or choose another data directory");
        }
        if (application != 0 || version != 0 || pragma(handle, "schema_version") != 0) {
            throw new DataDirectoryException(
                    file + " is a database of another program: choose another data directory");
        }
        handle.useTransaction(Schema::create);
    }

    private static void create(Handle handle) {
        handle.createScript(TABLES).execute();
        handle.execute("pragma application_id = " + APPLICATION_ID);
        handle.execute("pragma user_version = " + VERSION);
    }

    private static int pragma(Handle handle, String name) {
        return handle.createQuery("pragma " + name).mapTo(Integer.class).one();
    }
}

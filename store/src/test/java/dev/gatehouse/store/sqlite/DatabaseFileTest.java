package dev.gatehouse.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.store.directory.DataDirectory;
import dev.gatehouse.store.directory.DataDirectoryException;
import dev.gatehouse.store.document.Change;
import dev.gatehouse.store.document.CursorExpiredException;
import dev.gatehouse.store.document.DocumentKey;
import dev.gatehouse.store.document.DocumentStore;
import dev.gatehouse.store.document.Write;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database file: its settings, its age, its damages, and how long its feed is. */
class DatabaseFileTest {
    @TempDir private Path temp;
    private DataDirectory directory;
    private Path file;

    @BeforeEach
    void claim() {
        directory = DataDirectory.claim(temp.resolve("data"));
        file = directory.path().resolve("documents.db");
    }

    @AfterEach
    void giveUp() {
        directory.close();
    }

    @Test
    void aReopenedStoreHasItsDocumentsAndItsFeed() {
        try (SqliteDocumentStore store = open()) {
            store.commit(List.of(put("a", 0)));
        }
        try (SqliteDocumentStore store = open()) {
            assertThat(store.find(key("a"))).isPresent();
            assertThat(store.changesSince(0, 10)).containsExactly(new Change(1, key("a"), 1));
        }
    }

    @Test
    void onlyTheOwnerMayReadTheFileInADirectoryThatIsOpenToAll() throws IOException {
        Files.setPosixFilePermissions(
                directory.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (SqliteDocumentStore store = open();
                Stream<Path> files = Files.list(directory.path())) {
            store.commit(List.of(put("a", 0)));
            assertThat(files.filter(path -> path.toString().contains("documents.db")))
                    .hasSize(3)
                    .allSatisfy(path ->
                            assertThat(Files.getPosixFilePermissions(path))
                                    .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Test
    void noCharacterOfThePathHasAnotherMeaning() {
        try (DataDirectory odd = DataDirectory.claim(temp.resolve("what? 100%41 #1"));
                SqliteDocumentStore store = SqliteDocumentStore.open(odd, InstantSource.system())) {
            store.commit(List.of(put("a", 0)));
            assertThat(odd.path().resolve("documents.db-wal")).isNotEmptyFile();
        }
    }

    @Test
    void aCommitIsSyncedToTheDisk() throws SQLException {
        try (Connections writer = Connections.writer(file);
                Connection connection = writer.openConnection()) {
            assertThat(pragma(connection, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(connection, "synchronous")).isEqualTo("2");
            writer.closeConnection(connection);
        }
    }

    @Test
    void aFileOfANewerVersionIsRefused() throws SQLException {
        open().close();
        execute("pragma user_version = 7");
        assertThatThrownBy(this::open)
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("newer Gatehouse (layout 7, this one knows 1)");
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefused() throws SQLException {
        execute("create table other (x)");
        assertThatThrownBy(this::open)
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("database of another program");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws IOException {
        Files.writeString(file, "no database ".repeat(1000));
        assertThatThrownBy(this::open)
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("file is not a database");
    }

    @Test
    void aDamagedPageIsAnErrorThatNamesTheFile() throws IOException {
        try (SqliteDocumentStore store = open()) {
            for (int i = 0; i < 200; i++) {
                store.commit(List.of(put("id" + i, 0)));
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4096, bytes.length, (byte) 0xA5);
        Files.write(file, bytes);
        assertThatThrownBy(
                        () -> {
                            try (SqliteDocumentStore store = open()) {
                                store.all("k");
                            }
                        })
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("malformed");
    }

    @Test
    void aDirectoryInPlaceOfTheFileIsRefused() throws IOException {
        Files.createDirectory(file);
        assertThatThrownBy(this::open)
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void theFeedForgetsTheOldestAndSaysSo() {
        try (SqliteDocumentStore store = open()) {
            List<Write> writes = new ArrayList<>();
            for (int i = 0; i < DocumentStore.FEED_LENGTH; i++) {
                writes.add(i % 2 == 0 ? put("a", 0) : new Write.Delete(key("a"), 1));
            }
            store.commit(writes);
            assertThat(store.changesSince(0, 1)).hasSize(1);
            store.commit(List.of(put("a", 0), new Write.Delete(key("a"), 1)));
            assertThatThrownBy(() -> store.changesSince(1, 1))
                    .isInstanceOf(CursorExpiredException.class)
                    .hasMessage("the change feed begins after cursor 2, asked for 1");
            assertThat(store.changesSince(2, 1)).containsExactly(new Change(3, key("a"), 1));
        }
    }

    private SqliteDocumentStore open() {
        return SqliteDocumentStore.open(directory, InstantSource.system());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("pragma " + name)) {
            return row.getString(1);
        }
    }

    private static DocumentKey key(String id) {
        return new DocumentKey("1", "r", "k", id);
    }

    private static Write put(String id, long expectedVersion) {
        return new Write.Put(
                key(id), expectedVersion, "{}".repeat(200).getBytes(StandardCharsets.UTF_8));
    }
}

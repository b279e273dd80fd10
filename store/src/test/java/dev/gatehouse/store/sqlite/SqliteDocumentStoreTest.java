package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.directory.DataDirectory;
import dev.gatehouse.store.document.DocumentStore;
import dev.gatehouse.store.document.DocumentStoreContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteDocumentStoreTest extends DocumentStoreContract {
    @TempDir private Path temp;
    private final List<DataDirectory> claimed = new ArrayList<>();

    @Override
    protected DocumentStore open(InstantSource clock) {
        DataDirectory directory = DataDirectory.claim(temp.resolve("data"));
        claimed.add(directory);
        return SqliteDocumentStore.open(directory, clock);
    }

    @AfterEach
    void giveUpTheDirectory() {
        claimed.forEach(DataDirectory::close);
    }
}

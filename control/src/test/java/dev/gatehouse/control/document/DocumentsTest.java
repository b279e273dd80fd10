package dev.gatehouse.control.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.store.directory.DataDirectory;
import dev.gatehouse.store.document.DocumentKey;
import dev.gatehouse.store.document.DocumentStore;
import dev.gatehouse.store.document.VersionConflictException;
import dev.gatehouse.store.document.Write;
import dev.gatehouse.store.sqlite.SqliteDocumentStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.PropertyNamingStrategies;

class DocumentsTest {
    private static final DocumentKey KEY =
            new DocumentKey("000000000000", "eu-west-1", "test/thing", "one");

    @TempDir Path path;
    private DataDirectory directory;
    private DocumentStore store;
    private Documents documents;

    record Thing(String name, @Nullable Integer size) {
        // Looks like a property to the mapper and is none.
        boolean isLarge() {
            return size != null && size > 10;
        }
    }

    @BeforeEach
    void open() {
        directory = DataDirectory.claim(path);
        store = SqliteDocumentStore.open(directory, InstantSource.system());
        documents = new Documents(store, PropertyNamingStrategies.UPPER_CAMEL_CASE);
    }

    @AfterEach
    void close() {
        store.close();
        directory.close();
    }

    @Test
    void onlyComponentsThatAreSetAreKept() {
        documents.commit(List.of(documents.put(KEY, Write.ABSENT, new Thing("a", null))));

        assertThat(store.find(KEY).orElseThrow().body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"Name\":\"a\"}");
        assertThat(documents.find(KEY, Thing.class).orElseThrow().value())
                .isEqualTo(new Thing("a", null));
    }

    @Test
    void aLostRaceIsRunAgainAndNotForEver() {
        AtomicInteger runs = new AtomicInteger();
        String won =
                Documents.retrying(() -> {
                    if (runs.incrementAndGet() < 3) {
                        throw new VersionConflictException(KEY, 1, 2);
                    }
                    return "won";
                });

        assertThat(won).isEqualTo("won");
        assertThatThrownBy(() ->
                        Documents.retrying(() -> {
                            throw new VersionConflictException(KEY, 1, 2);
                        }))
                .isInstanceOf(VersionConflictException.class);
    }
}

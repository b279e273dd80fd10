package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.blob.FileBlobStore;
import dev.gatehouse.store.directory.DataDirectory;
import dev.gatehouse.store.directory.DataDirectoryException;
import dev.gatehouse.store.document.DocumentKey;
import dev.gatehouse.store.document.Write;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * The process of {@link FullDiskTest}: it commits until no more can be written, waits for a line,
 * and then commits and puts a blob once more.
 */
final class CommitsUntilFull {
    static final String KIND = "test/full";

    private static final byte[] BODY = new byte[100_000];
    private static final byte[] LARGE_BLOB = new byte[8_000_000];

    private CommitsUntilFull() {}

    public static void main(String[] arguments) throws IOException {
        DataDirectory directory = DataDirectory.claim(Path.of(arguments[0]));
        FileBlobStore blobs = FileBlobStore.open(directory);
        SqliteDocumentStore store = SqliteDocumentStore.open(directory, InstantSource.system());
        int committed = 0;
        try {
            while (true) {
                store.commit(List.of(put(committed)));
                committed++;
            }
        } catch (DataDirectoryException full) {
            System.out.println(full.getMessage());
        }
        try {
            blobs.put(new ByteArrayInputStream(LARGE_BLOB));
        } catch (IOException full) {
            System.out.println("no room for the blob");
        }
        System.out.println("full after " + committed);
        if (System.in.read() >= 0) {
            store.commit(List.of(put(committed)));
            blobs.put(new ByteArrayInputStream(LARGE_BLOB));
            System.out.println("holds " + store.all(KIND).size());
        }
    }

    private static Write put(int number) {
        return new Write.Put(new DocumentKey("1", "r", KIND, "" + number), Write.ABSENT, BODY);
    }
}

package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.blob.FileBlobStore;
import dev.gatehouse.store.directory.DataDirectory;
import dev.gatehouse.store.document.Document;
import dev.gatehouse.store.document.DocumentKey;
import dev.gatehouse.store.document.Write;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The process that {@link KillTest} kills: it puts a blob and commits documents that belong
 * together, then prints an acknowledgement, for ever.
 */
final class EndlessCommits {
    static final String KIND = "test/part";
    static final int PARTS = 5;

    private EndlessCommits() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("opening");
        DataDirectory directory = DataDirectory.claim(Path.of(arguments[0]));
        FileBlobStore blobs = FileBlobStore.open(directory);
        SqliteDocumentStore store = SqliteDocumentStore.open(directory, InstantSource.system());
        int first = store.all(KIND).size() / PARTS;
        for (int number = first; ; number++) {
            byte[] content = ("content " + number).getBytes(StandardCharsets.UTF_8);
            String blob = blobs.put(new ByteArrayInputStream(content));
            store.commit(parts(number, content));
            System.out.println("acknowledged " + number + " " + blob + ".");
        }
    }

    static String numberOf(Document part) {
        String id = part.key().id();
        return id.substring(0, id.indexOf('/'));
    }

    private static List<Write> parts(int number, byte[] body) {
        List<Write> writes = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            DocumentKey key = new DocumentKey("1", "r", KIND, number + "/" + part);
            writes.add(new Write.Put(key, Write.ABSENT, body));
        }
        return writes;
    }
}

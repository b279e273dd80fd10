package dev.gatehouse.store.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every document store does; a test of an implementation extends this. */
public abstract class DocumentStoreContract {
    private static final Instant T0 = Instant.parse("2026-01-02T03:04:05.678901Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(T0);
    private DocumentStore store;

    /** A new, empty store that tells the time by this clock. */
    protected abstract DocumentStore open(InstantSource clock);

    @BeforeEach
    final void openStore() {
        store = open(now::get);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    void anUnknownKeyHasNoDocument() {
        assertThat(store.find(key("a"))).isEmpty();
    }

    @Test
    void aFirstWriteHasVersionOneAndTheTimeOfTheCommit() {
        store.commit(List.of(put("a", 0, "{\"x\":1}")));
        Document found = store.find(key("a")).orElseThrow();
        assertThat(found)
                .usingRecursiveComparison()
                .isEqualTo(new Document(key("a"), 1, T0, utf8("{\"x\":1}")));
    }

    @Test
    void eachWriteRaisesTheVersionAndTheTime() {
        store.commit(List.of(put("a", 0, "1")));
        now.set(T0.plusSeconds(1));
        store.commit(List.of(put("a", 1, "2")));
        assertThat(store.find(key("a")).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(new Document(key("a"), 2, T0.plusSeconds(1), utf8("2")));
    }

    @Test
    void aCommitMayWriteOneDocumentSeveralTimes() {
        store.commit(List.of(put("a", 0, "1"), put("a", 1, "2"), delete("a", 2), put("a", 0, "3")));
        assertThat(bodies(store.all("k"))).containsExactly("3");
    }

    @Test
    void aDeletedDocumentIsGoneAndItsKeyBeginsAgainAtOne() {
        store.commit(List.of(put("a", 0, "1"), put("a", 1, "2")));
        store.commit(List.of(delete("a", 2)));
        assertThat(store.find(key("a"))).isEmpty();
        store.commit(List.of(put("a", 0, "3")));
        assertThat(store.find(key("a")).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void aConflictNamesTheKeyAndBothVersionsAndWritesNothing() {
        store.commit(List.of(put("a", 0, "1")));
        for (Write stale : List.of(put("a", 0, "x"), put("a", 2, "x"), delete("a", 2))) {
            assertThatThrownBy(() -> store.commit(List.of(put("b", 0, "x"), stale)))
                    .isInstanceOfSatisfying(
                            VersionConflictException.class,
                            e -> assertThat(e.key()).isEqualTo(key("a")))
                    .hasMessageContaining("has version 1, expected");
        }
        assertThat(bodies(store.all("k"))).containsExactly("1");
        assertThat(store.changesSince(0, 100)).hasSize(1);
    }

    @Test
    void whatIsAbsentCannotBeReplacedOrDeleted() {
        assertThatThrownBy(() -> store.commit(List.of(put("a", 1, "x"))))
                .isInstanceOf(VersionConflictException.class);
        assertThatThrownBy(() -> store.commit(List.of(delete("a", 1))))
                .isInstanceOf(VersionConflictException.class);
    }

    @Test
    void listsAreInCodePointOrderAndKeepToTheirAccountRegionAndKind() {
        List<String> ids = List.of("A", "a", "a/1", "a/10", "a/2", "a0", "ab", "é", "￼", "😀");
        List<Write> writes = new ArrayList<>();
        ids.reversed().forEach(id -> writes.add(put(id, 0, id)));
        for (DocumentKey other : strangers()) {
            writes.add(new Write.Put(other, 0, utf8("stranger")));
        }
        store.commit(writes);
        assertThat(list("", "", 100)).containsExactlyElementsOf(ids);
    }

    @Test
    void aPrefixSelectsChildren() {
        for (String id : List.of("a", "a/1", "a/2", "a0", "b/1", "%", "%1", "_1")) {
            store.commit(List.of(put(id, 0, id)));
        }
        assertThat(list("a/", "", 100)).containsExactly("a/1", "a/2");
        assertThat(list("%", "", 100)).containsExactly("%", "%1");
        assertThat(list("_", "", 100)).containsExactly("_1");
        assertThat(list("c", "", 100)).isEmpty();
    }

    @Test
    void pagesMeetWithoutGapOrOverlap() {
        IntStream.range(0, 25)
                .forEach(i -> store.commit(List.of(put("p/%02d".formatted(i), 0, "x" + i))));
        List<String> seen = new ArrayList<>();
        String after = "";
        for (List<Document> page = page(after); !page.isEmpty(); page = page(after)) {
            seen.addAll(bodies(page));
            after = page.getLast().key().id();
        }
        assertThat(seen)
                .containsExactlyElementsOf(IntStream.range(0, 25).mapToObj(i -> "x" + i).toList());
    }

    @Test
    void allCrossesAccountsAndRegions() {
        store.commit(List.of(put("a", 0, "1")));
        for (DocumentKey other : strangers()) {
            store.commit(List.of(new Write.Put(other, 0, utf8(other.toString()))));
        }
        assertThat(store.all("k")).hasSize(3);
        assertThat(store.all("none")).isEmpty();
    }

    @Test
    void anyBytesAndAnyTextComeBackAsTheyWent() {
        byte[] body = new byte[300_000];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) i;
        }
        for (String id : List.of("it's", "a:b", ":id", "? \"#\\", "nul\0byte", "😀", " ")) {
            store.commit(List.of(new Write.Put(key(id), 0, body)));
            assertThat(store.find(key(id)).orElseThrow().key()).isEqualTo(key(id));
            assertThat(store.find(key(id)).orElseThrow().body()).isEqualTo(body);
        }
    }

    @Test
    void theFeedTellsEveryWriteOfEveryCommitInOrder() {
        long first = store.commit(List.of(put("a", 0, "1"), put("b", 0, "1")));
        long last = store.commit(List.of(put("a", 1, "2"), delete("b", 1)));
        assertThat(store.changesSince(0, 100))
                .extracting(Change::key, Change::version)
                .containsExactly(tuple("a", 1), tuple("b", 1), tuple("a", 2), tuple("b", 0));
        assertThat(store.changesSince(first, 100)).hasSize(2);
        assertThat(store.changesSince(0, 3)).hasSize(3);
        assertThat(store.changesSince(last, 100)).isEmpty();
        assertThat(store.lastCursor()).isEqualTo(last);
    }

    @Test
    void anEmptyCommitChangesNothing() {
        assertThat(store.lastCursor()).isZero();
        long cursor = store.commit(List.of(put("a", 0, "1")));
        assertThat(store.commit(List.of())).isEqualTo(cursor);
        assertThat(store.changesSince(0, 100)).hasSize(1);
    }

    @Test
    void oneOfManyRivalsWinsEachVersion() throws Exception {
        int rivals = 8;
        store.commit(List.of(put("a", 0, "")));
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (long version = 1; version <= 20; version++) {
            for (int rival = 0; rival < rivals; rival++) {
                Write write = put("a", version, "by " + rival);
                attempts.add(() -> wins(write));
            }
        }
        long wins = runAll(attempts).stream().filter(won -> won).count();
        assertThat(store.find(key("a")).orElseThrow().version()).isEqualTo(1 + wins);
        assertThat(store.changesSince(0, 1000)).hasSize((int) (1 + wins));
    }

    @Test
    void readersSeeWholeCommitsOnly() throws Exception {
        store.commit(List.of(put("a", 0, "0"), put("b", 0, "0")));
        List<Callable<Boolean>> work = new ArrayList<>();
        work.add(() -> {
            for (int i = 1; i <= 100; i++) {
                store.commit(List.of(put("a", i, "" + i), put("b", i, "" + i)));
            }
            return true;
        });
        for (int reader = 0; reader < 6; reader++) {
            work.add(() ->
                    IntStream.range(0, 200)
                            .mapToObj(i -> bodies(store.all("k")))
                            .allMatch(pair -> pair.get(0).equals(pair.get(1))));
        }
        assertThat(runAll(work)).containsOnly(true);
    }

    @Test
    void aClosedStoreSaysSo() {
        store.close();
        assertThatThrownBy(() -> store.find(key("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> store.commit(List.of(put("a", 0, "1"))))
                .isInstanceOf(IllegalStateException.class);
    }

    private boolean wins(Write write) {
        try {
            store.commit(List.of(write));
            return true;
        } catch (VersionConflictException _) {
            return false;
        }
    }

    private static <T> List<T> runAll(List<Callable<T>> tasks) throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
        }
        return results;
    }

    private List<Document> page(String after) {
        return store.list("1", "r", "k", "p/", after, 4);
    }

    private List<String> list(String prefix, String after, int limit) {
        return bodies(store.list("1", "r", "k", prefix, after, limit));
    }

    private static List<String> bodies(List<Document> documents) {
        return documents.stream().map(d -> new String(d.body(), StandardCharsets.UTF_8)).toList();
    }

    private static List<DocumentKey> strangers() {
        return Stream.of(
                        new DocumentKey("2", "r", "k", "a"),
                        new DocumentKey("1", "s", "k", "a"),
                        new DocumentKey("1", "r", "l", "a"))
                .toList();
    }

    private static org.assertj.core.groups.Tuple tuple(String id, long version) {
        return org.assertj.core.groups.Tuple.tuple(key(id), version);
    }

    private static DocumentKey key(String id) {
        return new DocumentKey("1", "r", "k", id);
    }

    private static Write put(String id, long expectedVersion, String body) {
        return new Write.Put(key(id), expectedVersion, utf8(body));
    }

    private static Write delete(String id, long expectedVersion) {
        return new Write.Delete(key(id), expectedVersion);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

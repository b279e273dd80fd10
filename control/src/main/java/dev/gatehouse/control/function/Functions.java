package dev.gatehouse.control.function;

import dev.gatehouse.control.document.Documents;
import dev.gatehouse.control.document.Stored;
import dev.gatehouse.functions.host.FunctionHost;
import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.store.document.DocumentKey;
import dev.gatehouse.store.document.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;

/**
 * All functions. A change is one commit, and changes of one function happen one after another, its
 * publication to the host included. The host comes first: what is read here can be invoked.
 */
final class Functions {
    static final String FUNCTION = "lambda/function";
    static final String VERSION = "lambda/version";
    static final String ALIAS = "lambda/alias";
    static final String POLICY = "lambda/policy";

    /** What is kept of a deleted function until one of its name is created. */
    static final String DELETED = "lambda/deletedfunction";

    private final Documents documents;
    private final FunctionHost host;
    private final LiveForm live;

    /** A function's changes hold the lock that its id hashes to. */
    private final ReentrantLock[] changing = new ReentrantLock[64];

    /** What a change makes of a function, and what its caller is told. */
    record Changed<T>(LambdaFunction next, T answer) {}

    private record Loaded(LambdaFunction value, Map<DocumentKey, Stored<?>> parts) {}

    private record DeletedFunction(long lastVersion) {}

    Functions(Documents documents, FunctionHost host, LiveForm live) {
        this.documents = documents;
        this.host = host;
        this.live = live;
        for (int i = 0; i < changing.length; i++) {
            changing[i] = new ReentrantLock();
        }
    }

    Optional<LambdaFunction> find(FunctionId id) {
        return load(id).map(Loaded::value);
    }

    /** The function, or AWS's answer that there is none. */
    LambdaFunction require(FunctionRef ref) {
        return find(ref.id()).orElseThrow(() -> LambdaFaults.functionNotFound(ref));
    }

    /** Functions of an account and region in the order of their names. */
    List<FunctionRecord> page(String account, String region, String afterName, int limit) {
        return documents
                .page(account, region, FUNCTION, "", afterName, limit, FunctionRecord.class)
                .stream()
                .map(Stored::value)
                .toList();
    }

    /** Every function of an account and region. */
    List<FunctionRecord> all(String account, String region) {
        return values(account, region, FUNCTION, FunctionRecord.class);
    }

    /** Every published version of an account and region. */
    List<VersionRecord> published(String account, String region) {
        return values(account, region, VERSION, VersionRecord.class);
    }

    private <T> List<T> values(String account, String region, String kind, Class<T> type) {
        return documents.list(account, region, kind, "", type).stream().map(Stored::value).toList();
    }

    /** Every version of every function anywhere. */
    Stream<VersionRecord> everyVersion() {
        return Stream.concat(
                documents.all(FUNCTION, FunctionRecord.class).stream()
                        .map(function -> function.value().latest()),
                documents.all(VERSION, VersionRecord.class).stream().map(Stored::value));
    }

    List<FunctionId> allIds() {
        return documents.all(FUNCTION, FunctionRecord.class).stream()
                .map(Stored::key)
                .map(key -> new FunctionId(key.account(), key.region(), key.id()))
                .toList();
    }

    /** Replaces an existing function by what the change makes of it. */
    <T> T change(FunctionRef ref, Function<LambdaFunction, Changed<T>> change) {
        return changing(
                ref.id(),
                () -> {
                    Loaded before = loaded(ref);
                    Changed<T> changed = change.apply(before.value());
                    store(before.parts(), changed.next(), () -> publish(before.value()));
                    return changed.answer();
                });
    }

    /**
     * Stores a new function, or fails because one has its name.
     *
     * @param creation makes the function after the last version number of the one that had its name
     *     before, 0 if none had: numbers are not used again (AWS docs: Lambda function versions)
     */
    <T> T create(FunctionId id, LongFunction<Changed<T>> creation) {
        return changing(
                id,
                () -> {
                    if (load(id).isPresent()) {
                        throw LambdaFaults.functionExists(id.name());
                    }
                    Map<DocumentKey, Stored<?>> before = new LinkedHashMap<>();
                    long lastVersion =
                            documents
                                    .find(key(id, DELETED, ""), DeletedFunction.class)
                                    .map(former -> {
                                        before.put(former.key(), former);
                                        return former.value().lastVersion();
                                    })
                                    .orElse(0L);
                    Changed<T> created = creation.apply(lastVersion);
                    store(before, created.next(), () -> host.remove(id));
                    return created.answer();
                });
    }

    /** Removes a function and everything that belongs to it. */
    void delete(FunctionRef ref) {
        changing(
                ref.id(),
                () -> {
                    Loaded before = loaded(ref);
                    List<Write> writes = new ArrayList<>();
                    before.parts()
                            .forEach((key, part) ->
                                    writes.add(new Write.Delete(key, part.version())));
                    long lastVersion = before.value().function().lastVersion();
                    if (lastVersion > 0) {
                        writes.add(
                                documents.put(
                                        key(ref.id(), DELETED, ""),
                                        Write.ABSENT,
                                        new DeletedFunction(lastVersion)));
                    }
                    documents.commit(writes);
                    host.remove(ref.id());
                    return ref;
                });
    }

    private void publish(LambdaFunction function) {
        host.publish(live.of(function));
    }

    private <T> T changing(FunctionId id, Supplier<T> change) {
        ReentrantLock lock = changing[Math.floorMod(id.hashCode(), changing.length)];
        lock.lock();
        try {
            return Documents.retrying(change);
        } finally {
            lock.unlock();
        }
    }

    /**
     * @param undo what the host is told when the function could not be stored
     */
    private void store(
            Map<DocumentKey, Stored<?>> before, LambdaFunction next, Runnable undo) {
        publish(next);
        try {
            documents.commit(difference(before, parts(next)));
        } catch (RuntimeException | Error e) {
            undo.run();
            throw e;
        }
    }

    private List<Write> difference(
            Map<DocumentKey, Stored<?>> before, Map<DocumentKey, Object> after) {
        List<Write> writes = new ArrayList<>();
        after.forEach((key, value) -> {
            Stored<?> old = before.get(key);
            if (old == null || !old.value().equals(value)) {
                long expected = old == null ? Write.ABSENT : old.version();
                writes.add(documents.put(key, expected, value));
            }
        });
        before.forEach((key, old) -> {
            if (!after.containsKey(key)) {
                writes.add(new Write.Delete(key, old.version()));
            }
        });
        return writes;
    }

    private Loaded loaded(FunctionRef ref) {
        return load(ref.id()).orElseThrow(() -> LambdaFaults.functionNotFound(ref));
    }

    private Optional<Loaded> load(FunctionId id) {
        return documents
                .find(key(id, FUNCTION, ""), FunctionRecord.class)
                .map(function -> load(id, function));
    }

    private Loaded load(FunctionId id, Stored<FunctionRecord> function) {
        Map<DocumentKey, Stored<?>> parts = new LinkedHashMap<>();
        parts.put(function.key(), function);
        SortedMap<Long, VersionRecord> versions = new TreeMap<>();
        children(id, VERSION, VersionRecord.class, parts)
                .forEach((name, version) -> versions.put(Long.valueOf(name), version));
        return new Loaded(
                new LambdaFunction(
                        id,
                        function.value(),
                        versions,
                        children(id, ALIAS, AliasConfiguration.class, parts),
                        children(id, POLICY, PolicyRecord.class, parts)),
                parts);
    }

    private <T> SortedMap<String, T> children(
            FunctionId id, String kind, Class<T> type, Map<DocumentKey, Stored<?>> parts) {
        SortedMap<String, T> children = new TreeMap<>();
        String prefix = id.name() + "/";
        for (Stored<T> child : documents.list(id.account(), id.region(), kind, prefix, type)) {
            parts.put(child.key(), child);
            children.put(child.key().id().substring(prefix.length()), child.value());
        }
        return children;
    }

    private static Map<DocumentKey, Object> parts(LambdaFunction function) {
        FunctionId id = function.id();
        Map<DocumentKey, Object> parts = new LinkedHashMap<>();
        parts.put(key(id, FUNCTION, ""), function.function());
        function.versions()
                .forEach((number, value) -> parts.put(key(id, VERSION, "/" + number), value));
        function.aliases().forEach((name, value) -> parts.put(key(id, ALIAS, "/" + name), value));
        function.policies().forEach((name, value) -> parts.put(key(id, POLICY, "/" + name), value));
        return parts;
    }

    private static DocumentKey key(FunctionId id, String kind, String suffix) {
        return new DocumentKey(id.account(), id.region(), kind, id.name() + suffix);
    }
}

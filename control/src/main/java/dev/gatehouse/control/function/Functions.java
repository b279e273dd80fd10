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
import java.util.function.Supplier;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;

/**
 * All functions. A change is one commit, and changes of one function happen one after another, its
 * publication to the host included: the host sees every state that is stored, in order.
 */
final class Functions {
    static final String FUNCTION = "lambda/function";
    static final String VERSION = "lambda/version";
    static final String ALIAS = "lambda/alias";
    static final String POLICY = "lambda/policy";

    private final Documents documents;
    private final FunctionHost host;
    private final LiveForm live;

    /** A function's changes hold the lock that its id hashes to. */
    private final ReentrantLock[] changing = new ReentrantLock[64];

    /** What a change makes of a function, and what its caller is told. */
    record Changed<T>(LambdaFunction next, T answer) {}

    private record Loaded(LambdaFunction value, Map<DocumentKey, Stored<?>> parts) {}

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
                    Loaded before =
                            load(ref.id()).orElseThrow(() -> LambdaFaults.functionNotFound(ref));
                    Changed<T> changed = change.apply(before.value());
                    commit(before.parts(), changed.next());
                    return changed.answer();
                });
    }

    /** Stores a new function, or fails because one has its name. */
    void create(LambdaFunction function) {
        changing(
                function.id(),
                () -> {
                    if (load(function.id()).isPresent()) {
                        throw LambdaFaults.functionExists(function.id().name());
                    }
                    commit(Map.of(), function);
                    return function;
                });
    }

    /** Removes a function and everything that belongs to it. */
    void delete(FunctionRef ref) {
        changing(
                ref.id(),
                () -> {
                    Loaded before =
                            load(ref.id()).orElseThrow(() -> LambdaFaults.functionNotFound(ref));
                    List<Write> writes = new ArrayList<>();
                    before.parts()
                            .forEach((key, part) ->
                                    writes.add(new Write.Delete(key, part.version())));
                    documents.commit(writes);
                    host.remove(ref.id());
                    return ref;
                });
    }

    /** Shows the host the function as it is stored. */
    void publish(FunctionId id) {
        changing(id, () -> find(id).map(this::publish));
    }

    private LambdaFunction publish(LambdaFunction function) {
        host.publish(live.of(function));
        return function;
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

    private void commit(Map<DocumentKey, Stored<?>> before, LambdaFunction next) {
        Map<DocumentKey, Object> after = parts(next);
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
        documents.commit(writes);
        publish(next);
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

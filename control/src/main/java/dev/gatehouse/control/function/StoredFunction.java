package dev.gatehouse.control.function;

import dev.gatehouse.control.document.Documents;
import dev.gatehouse.control.document.Stored;
import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.store.document.DocumentKey;
import dev.gatehouse.store.document.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;

/**
 * A function as it was read, with the documents that it stands in: one for the function, and one
 * for each published version, alias and policy.
 */
record StoredFunction(LambdaFunction value, Map<DocumentKey, Stored<?>> documents) {
    static final String FUNCTION = "lambda/function";
    static final String VERSION = "lambda/version";
    private static final String ALIAS = "lambda/alias";
    private static final String POLICY = "lambda/policy";

    static Optional<StoredFunction> find(Documents store, FunctionId id) {
        return store.find(key(id, FUNCTION, ""), FunctionRecord.class)
                .map(function -> new Reading(store, id).stored(function));
    }

    /** The writes that leave the function's documents where these were. */
    static List<Write> writes(
            Documents store, Map<DocumentKey, Stored<?>> before, LambdaFunction function) {
        Map<DocumentKey, Object> after = documents(function);
        List<Write> writes = new ArrayList<>();
        after.forEach((key, value) -> {
            Stored<?> old = before.get(key);
            if (old == null || !old.value().equals(value)) {
                long expected = old == null ? Write.ABSENT : old.version();
                writes.add(store.put(key, expected, value));
            }
        });
        before.forEach((key, old) -> {
            if (!after.containsKey(key)) {
                writes.add(new Write.Delete(key, old.version()));
            }
        });
        return writes;
    }

    /** The writes that leave nothing of the function. */
    List<Write> deletion() {
        List<Write> writes = new ArrayList<>();
        documents.forEach((key, old) -> writes.add(new Write.Delete(key, old.version())));
        return writes;
    }

    private static Map<DocumentKey, Object> documents(LambdaFunction function) {
        FunctionId id = function.id();
        Map<DocumentKey, Object> all = new LinkedHashMap<>();
        all.put(key(id, FUNCTION, ""), function.function());
        function.versions()
                .forEach((number, value) -> all.put(key(id, VERSION, "/" + number), value));
        function.aliases().forEach((name, value) -> all.put(key(id, ALIAS, "/" + name), value));
        function.policies().forEach((name, value) -> all.put(key(id, POLICY, "/" + name), value));
        return all;
    }

    private static DocumentKey key(FunctionId id, String kind, String suffix) {
        return new DocumentKey(id.account(), id.region(), kind, id.name() + suffix);
    }

    /** Collects the documents of one function. */
    private static final class Reading {
        private final Documents store;
        private final FunctionId id;
        private final Map<DocumentKey, Stored<?>> read = new LinkedHashMap<>();

        Reading(Documents store, FunctionId id) {
            this.store = store;
            this.id = id;
        }

        StoredFunction stored(Stored<FunctionRecord> function) {
            read.put(function.key(), function);
            SortedMap<Long, VersionRecord> versions = new TreeMap<>();
            children(VERSION, VersionRecord.class)
                    .forEach((number, version) -> versions.put(Long.valueOf(number), version));
            return new StoredFunction(
                    new LambdaFunction(
                            id,
                            function.value(),
                            versions,
                            children(ALIAS, AliasConfiguration.class),
                            children(POLICY, PolicyRecord.class)),
                    read);
        }

        private <T> SortedMap<String, T> children(String kind, Class<T> type) {
            SortedMap<String, T> children = new TreeMap<>();
            String prefix = id.name() + "/";
            for (Stored<T> child : store.list(id.account(), id.region(), kind, prefix, type)) {
                read.put(child.key(), child);
                children.put(child.key().id().substring(prefix.length()), child.value());
            }
            return children;
        }
    }
}

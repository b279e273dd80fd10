package dev.gatehouse.control.function;

import dev.gatehouse.control.document.Documents;
import dev.gatehouse.control.document.Stored;
import dev.gatehouse.store.document.DocumentKey;
import dev.gatehouse.store.document.Write;
import dev.gatehouse.wire.service.CallContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** All layers. */
final class Layers {
    static final String LAYER = "lambda/layer";
    static final String VERSION = "lambda/layerversion";

    private final Documents documents;

    /** Held while a layer version is made or changed, so that nobody loses the race for ever. */
    private final ReentrantLock changing = new ReentrantLock();

    /** What is kept once for each layer, even when all its versions are deleted. */
    record LayerRecord(long lastVersion) {}

    Layers(Documents documents) {
        this.documents = documents;
    }

    Optional<LayerVersionRecord> find(LayerId id, long version) {
        return stored(id, version).map(Stored::value);
    }

    /** Stores a layer version under the next number; numbers are never used again. */
    LayerVersionRecord publish(LayerId id, LongFunction<LayerVersionRecord> version) {
        return changing(() -> {
            DocumentKey key = key(id);
            Optional<Stored<LayerRecord>> layer = documents.find(key, LayerRecord.class);
            long number = layer.map(stored -> stored.value().lastVersion()).orElse(0L) + 1;
            LayerVersionRecord record = version.apply(number);
            documents.commit(
                    List.of(
                            documents.put(
                                    key,
                                    layer.map(Stored::version).orElse(Write.ABSENT),
                                    new LayerRecord(number)),
                            documents.put(key(id, number), Write.ABSENT, record)));
            return record;
        });
    }

    /** Changes a layer version and returns what became of it; empty when there is none. */
    Optional<LayerVersionRecord> change(
            LayerId id, long version, UnaryOperator<LayerVersionRecord> change) {
        return changing(() -> stored(id, version).map(found -> changed(found, change)));
    }

    private LayerVersionRecord changed(
            Stored<LayerVersionRecord> found, UnaryOperator<LayerVersionRecord> change) {
        LayerVersionRecord next = change.apply(found.value());
        documents.commit(List.of(documents.put(found.key(), found.version(), next)));
        return next;
    }

    void delete(LayerId id, long version) {
        changing(() -> {
            stored(id, version)
                    .map(found -> new Write.Delete(found.key(), found.version()))
                    .ifPresent(delete -> documents.commit(List.of(delete)));
            return id;
        });
    }

    private <T> T changing(Supplier<T> change) {
        changing.lock();
        try {
            return Documents.retrying(change);
        } finally {
            changing.unlock();
        }
    }

    /** The versions of a layer, newest first. */
    List<LayerVersionRecord> versions(LayerId id) {
        return documents
                .list(id.account(), id.region(), VERSION, id.name() + "/", LayerVersionRecord.class)
                .stream()
                .map(Stored::value)
                .sorted(Comparator.comparingLong(LayerVersionRecord::version).reversed())
                .toList();
    }

    /** The layers of an account and region that ever had a version, by name. */
    List<LayerId> all(String account, String region) {
        return documents.list(account, region, LAYER, "", LayerRecord.class).stream()
                .map(stored -> new LayerId(account, region, stored.key().id()))
                .toList();
    }

    /** Every layer version of an account and region. */
    List<LayerVersionRecord> versions(String account, String region) {
        return documents.list(account, region, VERSION, "", LayerVersionRecord.class).stream()
                .map(Stored::value)
                .toList();
    }

    /** The packages of every layer version anywhere. */
    List<String> packages() {
        return documents.all(VERSION, LayerVersionRecord.class).stream()
                .map(stored -> stored.value().codeSha256())
                .toList();
    }

    /** The layer versions that a function's settings name, in their order. */
    List<LayerUse> resolve(List<String> arns, CallContext call) {
        Map<String, String> seen = new HashMap<>();
        List<LayerUse> uses = new ArrayList<>();
        for (String arn : arns) {
            int end = arn.lastIndexOf(':');
            String other = seen.put(arn.substring(0, end), arn);
            if (other != null) {
                throw LambdaFaults.invalid(
                        "Two different versions of the same layer are not allowed to be referenced"
                                + " in the same function. "
                                + other
                                + " and "
                                + arn
                                + " are versions of the same layer.");
            }
            uses.add(resolve(arn, call));
        }
        return uses;
    }

    private LayerUse resolve(String arn, CallContext call) {
        String[] parts = arn.split(":");
        LayerId id = new LayerId(parts[4], parts[3], parts[6]);
        if (!id.region().equals(call.region())) {
            throw LambdaFaults.invalid("Layer version " + arn + " does not exist.");
        }
        Optional<LayerVersionRecord> found =
                parts[7].length() < 19 ? find(id, Long.parseLong(parts[7])) : Optional.empty();
        if (!mayUse(found, id, call)) {
            throw LambdaFaults.denied(call, "GetLayerVersion", arn);
        }
        LayerVersionRecord version =
                found.orElseThrow(
                        () -> LambdaFaults.invalid("Layer version " + arn + " does not exist."));
        return new LayerUse(arn, version.codeSha256(), version.codeSize(), version.unpackedSize());
    }

    /** The own account may; another one only if the version's policy says so. */
    static boolean mayUse(Optional<LayerVersionRecord> version, LayerId id, CallContext call) {
        return id.account().equals(call.account())
                || version.stream()
                        .flatMap(found -> found.policy().statements().stream())
                        .anyMatch(statement ->
                                statement.principal().equals("*")
                                        || statement.principal().equals(call.account()));
    }

    private Optional<Stored<LayerVersionRecord>> stored(LayerId id, long version) {
        return documents.find(key(id, version), LayerVersionRecord.class);
    }

    private static DocumentKey key(LayerId id) {
        return new DocumentKey(id.account(), id.region(), LAYER, id.name());
    }

    private static DocumentKey key(LayerId id, long version) {
        return new DocumentKey(id.account(), id.region(), VERSION, id.name() + "/" + version);
    }
}

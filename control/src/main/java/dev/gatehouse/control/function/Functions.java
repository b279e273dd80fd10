package dev.gatehouse.control.function;

import dev.gatehouse.control.document.Documents;
import dev.gatehouse.control.document.Stored;
import dev.gatehouse.functions.host.FunctionHost;
import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.store.document.DocumentKey;
import dev.gatehouse.store.document.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All functions. A change is one commit, and changes of one function happen one after another, its
 * publication to the host included. The host comes first: what is read here can be invoked.
 */
final class Functions {
    private static final String DELETED = "lambda/deletedfunction";

    private final Documents documents;
    private final FunctionHost host;
    private final LiveForm live;

    /** A function's changes hold the lock that its id hashes to. */
    private final ReentrantLock[] changing = new ReentrantLock[64];

    /** What a change makes of a function, and what its caller is told. */
    record Changed<T>(LambdaFunction next, T answer) {}

    /** What is kept of a deleted function until one of its name is created. */
    record DeletedFunction(long lastVersion) {}

    Functions(Documents documents, FunctionHost host, LiveForm live) {
        this.documents = documents;
        this.host = host;
        this.live = live;
        for (int i = 0; i < changing.length; i++) {
            changing[i] = new ReentrantLock();
        }
    }

    Optional<LambdaFunction> find(FunctionId id) {
        return StoredFunction.find(documents, id).map(StoredFunction::value);
    }

    /** The function, or AWS's answer that there is none. */
    LambdaFunction require(FunctionRef ref) {
        return find(ref.id()).orElseThrow(() -> LambdaFaults.functionNotFound(ref));
    }

    /** Functions of an account and region in the order of their names. */
    List<FunctionRecord> page(String account, String region, String afterName, int limit) {
        return documents
                .page(
                        account,
                        region,
                        StoredFunction.FUNCTION,
                        "",
                        afterName,
                        limit,
                        FunctionRecord.class)
                .stream()
                .map(Stored::value)
                .toList();
    }

    /** Every function of an account and region. */
    List<FunctionRecord> all(String account, String region) {
        return values(account, region, StoredFunction.FUNCTION, FunctionRecord.class);
    }

    /** Every published version of an account and region. */
    List<VersionRecord> published(String account, String region) {
        return values(account, region, StoredFunction.VERSION, VersionRecord.class);
    }

    private <T> List<T> values(String account, String region, String kind, Class<T> type) {
        return documents.list(account, region, kind, "", type).stream().map(Stored::value).toList();
    }

    /** Every version of every function anywhere. */
    Stream<VersionRecord> everyVersion() {
        return Stream.concat(
                documents.all(StoredFunction.FUNCTION, FunctionRecord.class).stream()
                        .map(function -> function.value().latest()),
                documents.all(StoredFunction.VERSION, VersionRecord.class).stream()
                        .map(Stored::value));
    }

    List<FunctionId> allIds() {
        return documents.all(StoredFunction.FUNCTION, FunctionRecord.class).stream()
                .map(Stored::key)
                .map(key -> new FunctionId(key.account(), key.region(), key.id()))
                .toList();
    }

    /** Replaces an existing function by what the change makes of it. */
    <T> T change(FunctionRef ref, Function<LambdaFunction, Changed<T>> change) {
        return changing(
                ref.id(),
                () -> {
                    StoredFunction before = stored(ref);
                    Changed<T> changed = change.apply(before.value());
                    store(before.documents(), changed.next(), () -> publish(before.value()));
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
                    if (find(id).isPresent()) {
                        throw LambdaFaults.functionExists(id.name());
                    }
                    Optional<Stored<DeletedFunction>> former =
                            documents.find(deleted(id), DeletedFunction.class);
                    Changed<T> created =
                            creation.apply(former.map(it -> it.value().lastVersion()).orElse(0L));
                    Map<DocumentKey, Stored<?>> before = new HashMap<>();
                    former.ifPresent(it -> before.put(it.key(), it));
                    store(before, created.next(), () -> host.remove(id));
                    return created.answer();
                });
    }

    /** Removes a function and everything that belongs to it. */
    void delete(FunctionRef ref) {
        changing(
                ref.id(),
                () -> {
                    StoredFunction before = stored(ref);
                    List<Write> writes = new ArrayList<>(before.deletion());
                    long lastVersion = before.value().function().lastVersion();
                    if (lastVersion > 0) {
                        writes.add(
                                documents.put(
                                        deleted(ref.id()),
                                        Write.ABSENT,
                                        new DeletedFunction(lastVersion)));
                    }
                    documents.commit(writes);
                    host.remove(ref.id());
                    return ref;
                });
    }

    private static DocumentKey deleted(FunctionId id) {
        return new DocumentKey(id.account(), id.region(), DELETED, id.name());
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
    private void store(Map<DocumentKey, Stored<?>> before, LambdaFunction next, Runnable undo) {
        publish(next);
        try {
            documents.commit(StoredFunction.writes(documents, before, next));
        } catch (RuntimeException | Error e) {
            undo.run();
            throw e;
        }
    }

    private StoredFunction stored(FunctionRef ref) {
        return StoredFunction.find(documents, ref.id())
                .orElseThrow(() -> LambdaFaults.functionNotFound(ref));
    }
}

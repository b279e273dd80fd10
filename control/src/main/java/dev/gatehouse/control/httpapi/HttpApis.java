package dev.gatehouse.control.httpapi;

import dev.gatehouse.control.document.Stored;
import dev.gatehouse.store.document.Document;
import dev.gatehouse.store.document.DocumentStore;
import dev.gatehouse.store.document.VersionConflictException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Api;

/**
 * The APIs in the store. Edits of one API happen one after the other, each as one commit that also
 * writes the API's own document, and become live in that order; when another node wins the race,
 * the edit is made again on what it wrote.
 */
final class HttpApis {
    private static final int SLOTS = 64;
    private static final int ATTEMPTS = 5;

    private final DocumentStore store;
    private final LiveApis live;
    private final Slot[] slots = new Slot[SLOTS];

    HttpApis(DocumentStore store, LiveApis live) {
        this.store = store;
        this.live = live;
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot();
        }
    }

    /** The API, or the error that there is none. */
    Api require(ApiKey key) {
        return find(key).orElseThrow(() -> Faults.noApi(key)).value();
    }

    /**
     * A document below the API, or the error that it or the API is missing.
     *
     * @param type what AWS's message calls it
     */
    <T> T require(ApiKey key, Kind<T> kind, String type, String id) {
        require(key);
        return store.find(key.child(kind, id))
                .map(kind::stored)
                .orElseThrow(() -> Faults.notFound(type, id))
                .value();
    }

    /** The API's present routes, integrations and settings, deployed or not. */
    Snapshot content(ApiKey key) {
        ApiState state = locked(key, () -> state(key, slot(key).recall(key)));
        return Snapshot.of(
                state.api().value(), values(state.routes()), values(state.integrations()));
    }

    private static <T> List<T> values(Map<String, Stored<T>> stored) {
        return stored.values().stream().map(Stored::value).toList();
    }

    /** Makes an API with what the change adds to it; returns the edit as it was committed. */
    ApiEdit create(ApiKey key, Api api, Instant now, Consumer<ApiEdit> change) {
        return locked(key, () -> attempt(key, ApiState.created(key, api), now, change));
    }

    /**
     * Changes an API that exists; returns the edit as it was committed, automatic deployment
     * included. The change may run several times and must have no other effect.
     */
    ApiEdit edit(ApiKey key, Instant now, Consumer<ApiEdit> change) {
        return locked(
                key,
                () -> {
                    for (int i = 0; i < ATTEMPTS; i++) {
                        try {
                            return attempt(key, state(key, slot(key).recall(key)), now, change);
                        } catch (VersionConflictException lost) {
                            slot(key).forget();
                        }
                    }
                    throw Faults.concurrentModification();
                });
    }

    private ApiEdit attempt(ApiKey key, ApiState before, Instant now, Consumer<ApiEdit> change) {
        ApiEdit edit = new ApiEdit(key, before, now);
        change.accept(edit);
        if (!edit.deleted()) {
            AutoDeploy.apply(edit);
        }
        store.commit(edit.writes());
        slot(key).remember(key, edit.deleted() ? null : edit.after());
        live.show(edit);
        return edit;
    }

    private <T> T locked(ApiKey key, Supplier<T> work) {
        ReentrantLock lock = slot(key).lock;
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Stored<Api>> find(ApiKey key) {
        return store.find(key.document()).map(Kinds.API::stored);
    }

    /**
     * The state as the store has it now.
     *
     * @param known what it was once, to be returned when that is still true
     */
    private ApiState state(ApiKey key, @Nullable ApiState known) {
        Stored<Api> api = find(key).orElseThrow(() -> Faults.noApi(key));
        if (known != null && known.api().version() == api.version()) {
            return known;
        }
        return new ApiState(
                api,
                children(key, Kinds.ROUTE),
                children(key, Kinds.INTEGRATION),
                children(key, Kinds.STAGE),
                children(key, Kinds.DEPLOYMENT));
    }

    private <T> Map<String, Stored<T>> children(ApiKey key, Kind<T> kind) {
        Map<String, Stored<T>> found = new HashMap<>();
        String prefix = key.childPrefix();
        for (Document document :
                store.list(
                        key.account(), key.region(), kind.name(), prefix, "", Integer.MAX_VALUE)) {
            found.put(document.key().id().substring(prefix.length()), kind.stored(document));
        }
        return found;
    }

    private Slot slot(ApiKey key) {
        return slots[Math.floorMod(key.hashCode(), SLOTS)];
    }

    /** A lock for the APIs that hash to it, and the state of the one edited last. */
    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable ApiKey key;
        private @Nullable ApiState state;

        void remember(ApiKey newKey, @Nullable ApiState newState) {
            key = newKey;
            state = newState;
        }

        void forget() {
            key = null;
            state = null;
        }

        @Nullable ApiState recall(ApiKey wanted) {
            return wanted.equals(key) ? state : null;
        }
    }
}

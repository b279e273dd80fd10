package dev.gatehouse.control.httpapi;

import dev.gatehouse.control.document.Stored;
import dev.gatehouse.store.document.DocumentKey;
import dev.gatehouse.store.document.Write;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The documents of one kind below an API while an edit changes them; for one thread. */
final class Family<T> {
    private final ApiKey api;
    private final Kind<T> kind;
    private final String type;
    private final Map<String, Stored<T>> before;
    private final Set<String> touched = new LinkedHashSet<>();
    private Map<String, Stored<T>> now;

    /**
     * @param type what AWS's messages call one of them
     */
    Family(ApiKey api, Kind<T> kind, String type, Map<String, Stored<T>> before) {
        this.api = api;
        this.kind = kind;
        this.type = type;
        this.before = before;
        this.now = before;
    }

    Optional<T> find(String id) {
        return Optional.ofNullable(now.get(id)).map(Stored::value);
    }

    /** The document, or the error that there is none. */
    T require(String id) {
        return find(id).orElseThrow(() -> Faults.notFound(type, id));
    }

    List<T> all() {
        return now.values().stream().map(Stored::value).toList();
    }

    int size() {
        return now.size();
    }

    void put(String id, T value) {
        touch(id);
        now.put(id, new Stored<>(key(id), versionBefore(id) + 1, value));
    }

    void remove(String id) {
        touch(id);
        now.remove(id);
    }

    void removeAll() {
        List.copyOf(now.keySet()).forEach(this::remove);
    }

    /** Ids that were put or removed, in the order of the first touch. */
    Collection<String> touched() {
        return touched;
    }

    /** The documents by id as they will be; not to be changed any more. */
    Map<String, Stored<T>> after() {
        return now;
    }

    List<Write> writes() {
        List<Write> writes = new ArrayList<>(touched.size());
        for (String id : touched) {
            Stored<T> stored = now.get(id);
            if (stored != null) {
                writes.add(kind.put(key(id), versionBefore(id), stored.value()));
            } else if (before.containsKey(id)) {
                writes.add(new Write.Delete(key(id), versionBefore(id)));
            }
        }
        return writes;
    }

    private DocumentKey key(String id) {
        return api.child(kind, id);
    }

    private void touch(String id) {
        if (touched.isEmpty()) {
            now = new HashMap<>(before);
        }
        touched.add(id);
    }

    private long versionBefore(String id) {
        Stored<T> stored = before.get(id);
        return stored == null ? Write.ABSENT : stored.version();
    }
}

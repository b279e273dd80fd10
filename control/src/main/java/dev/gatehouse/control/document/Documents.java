package dev.gatehouse.control.document;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.foundation.json.Json;
import dev.gatehouse.store.document.Document;
import dev.gatehouse.store.document.DocumentKey;
import dev.gatehouse.store.document.DocumentStore;
import dev.gatehouse.store.document.VersionConflictException;
import dev.gatehouse.store.document.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.PropertyNamingStrategy;
import tools.jackson.databind.json.JsonMapper;

/**
 * The document store seen as records: their components are kept, and nothing that is derived from
 * them. Absent members read as null, so a record's components are nullable where a document may
 * lack them, and its constructor copies collections.
 */
public final class Documents {
    private static final int PAGE = 500;
    private static final int ATTEMPTS = 10;

    private final DocumentStore store;
    private final JsonMapper mapper;

    /**
     * @param naming how record components are spelled in the documents: as the service's wire
     *     members
     * @param modules for components that are no records: {@code wire.sdk.ModelModule}
     */
    public Documents(DocumentStore store, PropertyNamingStrategy naming, JacksonModule... modules) {
        this.store = store;
        this.mapper =
                Json.mapper()
                        .rebuild()
                        .propertyNamingStrategy(naming)
                        .addModules(modules)
                        .changeDefaultVisibility(
                                seen -> seen.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
                        .changeDefaultPropertyInclusion(inclusion ->
                                inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                        .build();
    }

    public <T> Optional<Stored<T>> find(DocumentKey key, Class<T> type) {
        return store.find(key).map(document -> decode(document, type));
    }

    /** Every document of the kind whose id begins with the prefix, in the order of their ids. */
    public <T> List<Stored<T>> list(
            String account, String region, String kind, String idPrefix, Class<T> type) {
        List<Stored<T>> all = new ArrayList<>();
        String after = "";
        while (true) {
            List<Stored<T>> page = page(account, region, kind, idPrefix, after, PAGE, type);
            all.addAll(page);
            if (page.size() < PAGE) {
                return all;
            }
            after = page.getLast().key().id();
        }
    }

    /** At most {@code limit} documents after the given id; see {@link DocumentStore#list}. */
    public <T> List<Stored<T>> page(
            String account,
            String region,
            String kind,
            String idPrefix,
            String afterId,
            int limit,
            Class<T> type) {
        return store.list(account, region, kind, idPrefix, afterId, limit).stream()
                .map(document -> decode(document, type))
                .toList();
    }

    /** Every document of the kind in every account and region. */
    public <T> List<Stored<T>> all(String kind, Class<T> type) {
        return store.all(kind).stream().map(document -> decode(document, type)).toList();
    }

    /** A write that stores the value if the document has this version now. */
    public Write put(DocumentKey key, long expectedVersion, Object value) {
        return new Write.Put(key, expectedVersion, mapper.writeValueAsBytes(value));
    }

    /** Applies all writes or none; see {@link DocumentStore#commit}. */
    public void commit(List<Write> writes) {
        if (!writes.isEmpty()) {
            store.commit(writes);
        }
    }

    /**
     * Runs a read-compute-commit again while others win the race for its documents.
     *
     * @throws VersionConflictException if it lost every time
     */
    public static <T> T retrying(Supplier<T> change) {
        for (int attempt = 1; ; attempt++) {
            try {
                return change.get();
            } catch (VersionConflictException lost) {
                if (attempt == ATTEMPTS) {
                    throw lost;
                }
            }
        }
    }

    private <T> Stored<T> decode(Document document, Class<T> type) {
        return new Stored<>(
                document.key(), document.version(), mapper.readValue(document.body(), type));
    }
}

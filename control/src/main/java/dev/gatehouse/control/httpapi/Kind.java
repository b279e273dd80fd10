package dev.gatehouse.control.httpapi;

import dev.gatehouse.control.document.Stored;
import dev.gatehouse.foundation.json.Json;
import dev.gatehouse.store.document.Document;
import dev.gatehouse.store.document.DocumentKey;
import dev.gatehouse.store.document.Write;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A kind of document and how its values become JSON.
 *
 * @param name as {@link DocumentKey#kind} has it, e.g. {@code apigatewayv2/route}
 */
record Kind<T>(String name, Function<T, JsonNode> write, Function<JsonNode, T> read) {
    DocumentKey key(String account, String region, String id) {
        return new DocumentKey(account, region, name, id);
    }

    Stored<T> stored(Document document) {
        T value = read.apply(Json.parse(document.body()));
        return new Stored<>(document.key(), document.version(), value);
    }

    /** The write that replaces the version expected, {@link Write#ABSENT} for a new document. */
    Write put(DocumentKey key, long expectedVersion, T value) {
        return new Write.Put(key, expectedVersion, Json.bytes(write.apply(value)));
    }
}

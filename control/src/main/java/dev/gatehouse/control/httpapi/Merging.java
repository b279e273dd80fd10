package dev.gatehouse.control.httpapi;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a PATCH changes a map: entries are added or replaced, and an empty value removes one. */
final class Merging {
    private Merging() {}

    static Map<String, String> merge(Map<String, String> old, Map<String, String> changes) {
        Map<String, String> merged = new LinkedHashMap<>(old);
        merged.putAll(changes);
        merged.values().removeIf(String::isEmpty);
        return merged;
    }

    /** Response mappings by status code: an empty map removes the status. */
    static Map<String, Map<String, String>> mergeByStatus(
            Map<String, Map<String, String>> old, Map<String, Map<String, String>> changes) {
        Map<String, Map<String, String>> merged = new LinkedHashMap<>(old);
        changes.forEach((status, mappings) ->
                merged.put(
                        status,
                        mappings.isEmpty()
                                ? Map.of()
                                : merge(old.getOrDefault(status, Map.of()), mappings)));
        merged.values().removeIf(Map::isEmpty);
        return merged;
    }
}

package dev.gatehouse.wire.facts;

import dev.gatehouse.wire.schema.Constraints;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the parts of a facts resource. */
final class FactsReader {
    private FactsReader() {}

    static Map<String, OperationFacts> operations(JsonNode node) {
        Map<String, OperationFacts> operations = new LinkedHashMap<>();
        node.forEachEntry((name, o) ->
                operations.put(
                        name,
                        new OperationFacts(
                                name,
                                o.get(0).asString(),
                                o.get(1).asString(),
                                o.get(2).asInt(),
                                o.get(3).asString(),
                                o.get(4).asString())));
        return operations;
    }

    static Map<String, ErrorFacts> errors(JsonNode node) {
        Map<String, ErrorFacts> errors = new LinkedHashMap<>();
        node.forEachEntry((name, e) ->
                errors.put(
                        name,
                        new ErrorFacts(
                                name, e.get(0).asString(), e.get(1).asInt(), e.get(2).asString())));
        return errors;
    }

    static ShapeFacts shape(JsonNode node) {
        if (node.isMissingNode()) {
            return ShapeFacts.NONE;
        }
        Map<String, String> members = new LinkedHashMap<>();
        node.path("members").forEachEntry((name, shape) -> members.put(name, shape.asString()));
        Set<String> required = new HashSet<>();
        node.path("required").forEach(name -> required.add(name.asString()));
        return new ShapeFacts(
                constraints(node),
                required,
                members,
                node.path("sensitive").asBoolean(false),
                node.path("mediaType").asString(""));
    }

    private static Constraints constraints(JsonNode node) {
        String pattern = node.path("pattern").asString("");
        List<String> values = node.path("enum").valueStream().map(JsonNode::asString).toList();
        Constraints constraints =
                new Constraints(
                        number(node.path("min")),
                        number(node.path("max")),
                        pattern.isEmpty() ? null : Pattern.compile(pattern),
                        values,
                        false);
        return constraints.none() ? Constraints.NONE : constraints;
    }

    private static @Nullable BigDecimal number(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : null;
    }

    /** The first tree with the second laid over it, object by object. */
    static JsonNode merge(JsonNode below, JsonNode above) {
        if (!(below instanceof ObjectNode base) || !(above instanceof ObjectNode overlay)) {
            return above;
        }
        ObjectNode merged = base.deepCopy();
        overlay.forEachEntry((name, value) ->
                merged.set(name, base.has(name) ? merge(base.get(name), value) : value));
        return merged;
    }
}

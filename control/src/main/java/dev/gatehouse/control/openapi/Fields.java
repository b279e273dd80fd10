package dev.gatehouse.control.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Members of a document's objects, read strictly: a wrong type is told with its name. */
final class Fields {
    private Fields() {}

    static @Nullable JsonNode present(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** Numbers count as text: YAML reads {@code 1.0} as one. */
    static @Nullable String text(JsonNode object, String name) {
        JsonNode value = present(object, name);
        return value == null ? null : requireText(value, name);
    }

    private static String requireText(JsonNode value, String name) {
        if (!value.isString() && !value.isNumber()) {
            throw wrong(name, "a string");
        }
        return value.asString();
    }

    static @Nullable Boolean flag(JsonNode object, String name) {
        JsonNode value = present(object, name);
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            throw wrong(name, "true or false");
        }
        return value.booleanValue();
    }

    static @Nullable Integer number(JsonNode object, String name) {
        JsonNode value = present(object, name);
        if (value == null) {
            return null;
        }
        if (!value.canConvertToInt() || !value.canConvertToExactIntegral()) {
            throw wrong(name, "an integer");
        }
        return value.intValue();
    }

    static @Nullable ObjectNode object(JsonNode object, String name) {
        JsonNode value = present(object, name);
        if (value == null || value instanceof ObjectNode) {
            return (ObjectNode) value;
        }
        throw wrong(name, "an object");
    }

    static List<JsonNode> array(JsonNode object, String name) {
        JsonNode value = present(object, name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrong(name, "an array");
        }
        return value.values().stream().toList();
    }

    static List<String> texts(JsonNode object, String name) {
        return array(object, name).stream()
                .map(element -> requireText(element, "each of " + name))
                .toList();
    }

    static Map<String, String> textMap(JsonNode object, String name) {
        Map<String, String> map = new LinkedHashMap<>();
        ObjectNode members = object(object, name);
        if (members != null) {
            members.forEachEntry((key, value) -> map.put(key, requireText(value, key)));
        }
        return map;
    }

    private static OpenApiException wrong(String name, String expected) {
        return new OpenApiException(name + " must be " + expected);
    }
}

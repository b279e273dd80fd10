package dev.gatehouse.control.openapi;

import dev.gatehouse.foundation.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON or YAML text as a tree, and back. Guards against documents that are small on the wire and
 * huge or endless in memory: depth, aliases and the number of values are limited, keys are scalars.
 */
public final class OpenApiText {
    private static final int MAX_BYTES = 6 * 1024 * 1024;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_ALIASES = 50;
    private static final int MAX_VALUES = 1_000_000;

    private static final LoadSettings YAML =
            LoadSettings.builder()
                    .setMaxAliasesForCollections(MAX_ALIASES)
                    .setCodePointLimit(MAX_BYTES)
                    .setAllowDuplicateKeys(false)
                    .setAllowRecursiveKeys(false)
                    .setAllowNonScalarKeys(false)
                    .build();

    private OpenApiText() {}

    /**
     * @throws OpenApiException if the text is too large or neither JSON nor YAML
     */
    public static ObjectNode parse(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new OpenApiException("API definition is larger than 6 MB");
        }
        JsonNode tree = text.stripLeading().startsWith("{") ? json(text) : yaml(text);
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw invalid("expected an object");
    }

    public static String toJson(ObjectNode tree) {
        return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(tree);
    }

    public static String toYaml(ObjectNode tree) {
        DumpSettings settings =
                DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setDereferenceAliases(true)
                        .setSplitLines(false)
                        .build();
        return new Dump(settings).dumpToString(Json.mapper().convertValue(tree, Map.class));
    }

    private static JsonNode json(String text) {
        try {
            return Json.parse(text);
        } catch (JacksonException broken) {
            throw invalid(broken.getOriginalMessage());
        }
    }

    private static JsonNode yaml(String text) {
        try {
            checkDepth(text);
            Object document = new Load(YAML).loadFromString(text);
            return new Conversion().node(document, 0);
        } catch (YamlEngineException broken) {
            throw invalid(String.valueOf(broken.getMessage()));
        }
    }

    /** The loader recurses; the parser below it does not. */
    private static void checkDepth(String text) {
        int depth = 0;
        for (Event event : new Parse(YAML).parseString(text)) {
            if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
                throw invalid("nested deeper than " + MAX_DEPTH);
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
    }

    private static OpenApiException invalid(String why) {
        return new OpenApiException("Invalid OpenAPI input: " + why);
    }

    /** Loaded YAML as a tree; counts values, because aliases multiply them. */
    private static final class Conversion {
        private int values;

        JsonNode node(@Nullable Object value, int depth) {
            if (depth > MAX_DEPTH || ++values > MAX_VALUES) {
                throw invalid("too many or too deep values");
            }
            return switch (value) {
                case Map<?, ?> map -> {
                    ObjectNode object = Json.object();
                    map.forEach((key, element) ->
                            object.set(String.valueOf(key), node(element, depth + 1)));
                    yield object;
                }
                case List<?> list -> {
                    ArrayNode array = Json.mapper().createArrayNode();
                    list.forEach(element -> array.add(node(element, depth + 1)));
                    yield array;
                }
                case null -> JsonNodeFactory.instance.nullNode();
                default -> Json.mapper().valueToTree(value);
            };
        }
    }
}

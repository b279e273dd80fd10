package dev.gatehouse.wire.query;

import dev.gatehouse.wire.protocol.MalformedInputException;
import dev.gatehouse.wire.protocol.QueryString;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters such as {@code Tags.member.1.Key=a} as a tree of their dotted names. */
final class ParameterTree {
    private static final int MAX_DEPTH = 100;

    private final Map<String, ParameterTree> children = new LinkedHashMap<>();
    private @Nullable String value;

    static ParameterTree of(QueryString... sources) {
        ParameterTree root = new ParameterTree();
        for (QueryString source : sources) {
            source.parameters().forEach((name, values) -> root.add(name, values.getFirst()));
        }
        return root;
    }

    private void add(String name, String text) {
        String[] parts = name.split("\\.", MAX_DEPTH + 1);
        if (parts.length > MAX_DEPTH) {
            throw MalformedInputException.serialization(
                    "A parameter is nested too deeply: " + name.substring(0, 100));
        }
        ParameterTree node = this;
        for (String part : parts) {
            node = node.children.computeIfAbsent(part, p -> new ParameterTree());
        }
        node.value = text;
    }

    @Nullable ParameterTree child(String name) {
        return children.get(name);
    }

    /** In the order in which they were sent. */
    Map<String, ParameterTree> children() {
        return children;
    }

    /** The text at this very name, or null. */
    @Nullable String value() {
        return value;
    }
}

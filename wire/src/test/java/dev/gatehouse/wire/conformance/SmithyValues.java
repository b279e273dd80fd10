package dev.gatehouse.wire.conformance;

import dev.gatehouse.wire.schema.Kind;
import dev.gatehouse.wire.schema.Member;
import dev.gatehouse.wire.schema.Shape;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.NumberNode;

/** The parameters of protocol cases as values of shapes. */
final class SmithyValues {
    private SmithyValues() {}

    static Map<String, Object> structure(Shape.Structure shape, Node params) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Member member : shape.members()) {
            params.expectObjectNode()
                    .getMember(member.name())
                    .filter(node -> !node.isNullNode())
                    .ifPresent(node -> values.put(member.name(), value(member.shape(), node)));
        }
        return values;
    }

    private static Object value(Shape shape, Node node) {
        return switch (shape) {
            case Shape.Structure structure -> structure(structure, node);
            case Shape.Sequence sequence -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (Node element : node.expectArrayNode().getElements()) {
                    list.add(orNull(sequence.element().shape(), element));
                }
                yield list;
            }
            case Shape.Mapping mapping -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                node.expectObjectNode()
                        .getStringMap()
                        .forEach((k, v) -> map.put(k, orNull(mapping.value().shape(), v)));
                yield map;
            }
            case Shape.Scalar scalar -> scalar(scalar.kind(), node);
        };
    }

    private static @Nullable Object orNull(Shape shape, Node node) {
        return node.isNullNode() ? null : value(shape, node);
    }

    private static Object scalar(Kind kind, Node node) {
        return switch (kind) {
            case STRING -> node.expectStringNode().getValue();
            case BOOLEAN -> node.expectBooleanNode().getValue();
            case BYTE -> number(node).byteValue();
            case SHORT -> number(node).shortValue();
            case INTEGER -> number(node).intValue();
            case LONG -> number(node).longValue();
            case FLOAT -> (float) real(node);
            case DOUBLE -> real(node);
            case BIG_INTEGER -> number(node).toBigInteger();
            case BIG_DECIMAL -> number(node);
            case BLOB -> node.expectStringNode().getValue().getBytes(StandardCharsets.UTF_8);
            case TIMESTAMP -> Instant.ofEpochMilli(number(node).movePointRight(3).longValue());
            case DOCUMENT -> document(node);
        };
    }

    private static BigDecimal number(Node node) {
        NumberNode number = node.expectNumberNode();
        return new BigDecimal(number.getValue().toString());
    }

    private static double real(Node node) {
        return node.isStringNode()
                ? Double.parseDouble(node.expectStringNode().getValue())
                : number(node).doubleValue();
    }

    @SuppressWarnings("NullAway") // a null document stands in no case at the top
    private static Object document(Node node) {
        return switch (node.getType()) {
            case OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                node.expectObjectNode().getStringMap().forEach((k, v) -> map.put(k, document(v)));
                yield map;
            }
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                node.expectArrayNode().getElements().forEach(e -> list.add(document(e)));
                yield list;
            }
            case STRING -> node.expectStringNode().getValue();
            case NUMBER -> number(node);
            case BOOLEAN -> node.expectBooleanNode().getValue();
            case NULL -> null;
        };
    }

    /** The value in a form that {@code equals} compares by content. */
    static @Nullable Object comparable(@Nullable Object value) {
        return switch (value) {
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            case BigDecimal decimal -> decimal.stripTrailingZeros();
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(e -> copy.add(comparable(e)));
                yield copy;
            }
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((k, v) -> copy.put(k, comparable(v)));
                yield copy;
            }
            case null -> null;
            default -> value;
        };
    }
}

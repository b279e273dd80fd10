package dev.gatehouse.wire.token;

import dev.gatehouse.wire.protocol.MalformedInputException;
import dev.gatehouse.wire.schema.Kind;
import dev.gatehouse.wire.schema.Member;
import dev.gatehouse.wire.schema.Shape;
import dev.gatehouse.wire.schema.Shape.Mapping;
import dev.gatehouse.wire.schema.Shape.Scalar;
import dev.gatehouse.wire.schema.Shape.Sequence;
import dev.gatehouse.wire.schema.Shape.Structure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Turns the tokens of one document into the values of a shape. Unknown members are skipped, null
 * members are absent; a value of another type than the shape's is refused.
 */
final class DocumentReader {
    /** Deeper documents are refused. */
    static final int MAX_DEPTH = 200;

    private final Dialect dialect;

    DocumentReader(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Reads the structure whose first token is the current one. */
    Map<String, Object> structure(JsonParser parser, Structure shape) {
        expect(parser, JsonToken.START_OBJECT, "Structure");
        Map<String, Object> values = new LinkedHashMap<>();
        boolean unknown = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Member member = shape.bodyMember(parser.currentName());
            parser.nextToken();
            if (member == null) {
                unknown |= !parser.currentName().equals("__type");
                parser.skipChildren();
            } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
                values.put(member.name(), value(parser, member));
            }
        }
        if (shape.union() && (values.size() != 1 || unknown)) {
            throw MalformedInputException.serialization(
                    "A value of " + shape.name() + " must have exactly one known member");
        }
        return values;
    }

    Object value(JsonParser parser, Member member) {
        Shape shape = member.shape();
        return switch (shape) {
            case Scalar scalar -> scalar(parser, scalar.kind(), member);
            case Sequence sequence -> sequence(parser, sequence);
            case Mapping mapping -> mapping(parser, mapping);
            case Structure structure -> structure(parser, structure);
        };
    }

    private List<@Nullable Object> sequence(JsonParser parser, Sequence shape) {
        expect(parser, JsonToken.START_ARRAY, "List");
        List<@Nullable Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(element(parser, shape.element(), shape.sparse()));
        }
        return values;
    }

    private Map<String, @Nullable Object> mapping(JsonParser parser, Mapping shape) {
        expect(parser, JsonToken.START_OBJECT, "Map");
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            values.put(key, element(parser, shape.value(), shape.sparse()));
        }
        return values;
    }

    private @Nullable Object element(JsonParser parser, Member member, boolean sparse) {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            return value(parser, member);
        }
        boolean document =
                member.shape() instanceof Scalar scalar && scalar.kind() == Kind.DOCUMENT;
        if (document || sparse) {
            return null;
        }
        throw MalformedInputException.serialization("null is not allowed in a list or map");
    }

    private Object scalar(JsonParser parser, Kind kind, Member member) {
        return switch (kind) {
            case STRING -> {
                expect(parser, JsonToken.VALUE_STRING, "String");
                yield parser.getString();
            }
            case BOOLEAN -> bool(parser);
            case BYTE -> (byte) integer(parser, "Byte", Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> (short) integer(parser, "Short", Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> (int) integer(parser, "Integer", Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> integer(parser, "Long", Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> finite(parser, (float) dialect.readDouble(parser));
            case DOUBLE -> finite(parser, dialect.readDouble(parser));
            case BIG_INTEGER -> integral(parser, "BigInteger");
            case BIG_DECIMAL -> {
                expectNumber(parser, "BigDecimal");
                yield parser.getDecimalValue();
            }
            case BLOB -> dialect.readBlob(parser);
            case TIMESTAMP -> dialect.readTimestamp(parser, member);
            case DOCUMENT -> {
                Object document = document(parser);
                if (document == null) {
                    throw mismatch(parser, "Document");
                }
                yield document;
            }
        };
    }

    private static boolean bool(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw mismatch(parser, "Boolean");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    private static long integer(JsonParser parser, String type, long min, long max) {
        BigInteger value = integral(parser, type);
        if (value.bitLength() > 63 || value.longValue() < min || value.longValue() > max) {
            throw MalformedInputException.serialization(
                    "The value of " + parser.currentName() + " is out of range of " + type);
        }
        return value.longValue();
    }

    /** A whole number, however it is written: SDKs in languages with one number type send 1.0. */
    private static BigInteger integral(JsonParser parser, String type) {
        expectNumber(parser, type);
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return parser.getBigIntegerValue();
        }
        BigDecimal decimal = parser.getDecimalValue();
        if (decimal.precision() - (long) decimal.scale() > 30
                || decimal.stripTrailingZeros().scale() > 0) {
            throw mismatch(parser, type);
        }
        return decimal.toBigIntegerExact();
    }

    /** Refuses a number that became infinite only because it was too large for its type. */
    private static Object finite(JsonParser parser, float value) {
        finite(parser, (double) value);
        return value;
    }

    private static Object finite(JsonParser parser, double value) {
        if (Double.isInfinite(value) && parser.currentToken().isNumeric() && !parser.isNaN()) {
            throw MalformedInputException.serialization(
                    "The value of " + parser.currentName() + " is out of range");
        }
        return value;
    }

    /** Any JSON value as a tree. */
    @Nullable Object document(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, document(parser));
                }
                yield members;
            }
            case START_ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(document(parser));
                }
                yield elements;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                    throw mismatch(parser, "Document");
        };
    }

    static void expect(JsonParser parser, JsonToken token, String type) {
        if (parser.currentToken() != token) {
            throw mismatch(parser, type);
        }
    }

    static void expectNumber(JsonParser parser, String type) {
        if (!parser.currentToken().isNumeric()) {
            throw mismatch(parser, type);
        }
    }

    static MalformedInputException mismatch(JsonParser parser, String type) {
        String found = className(parser.currentToken());
        if (found.isEmpty()) {
            return MalformedInputException.serialization(
                    "Start of structure or map found where not expected.");
        }
        if (type.equals("List") || type.equals("Map") || type.equals("Structure")) {
            return MalformedInputException.serialization(
                    "Unrecognized %s type class %s"
                            .formatted(
                                    type.equals("List")
                                            ? "collection"
                                            : type.toLowerCase(Locale.ROOT),
                                    found));
        }
        return MalformedInputException.serialization(
                "class " + found + " can not be converted to an " + type);
    }

    /** As AWS's messages call what they found; empty where they do not say. */
    private static String className(JsonToken found) {
        return switch (found) {
            case VALUE_TRUE, VALUE_FALSE -> "java.lang.Boolean";
            case VALUE_STRING -> "java.lang.String";
            case VALUE_NUMBER_INT -> "java.lang.Integer";
            case VALUE_NUMBER_FLOAT -> "java.lang.Double";
            case VALUE_EMBEDDED_OBJECT -> "java.nio.ByteBuffer";
            case START_OBJECT, START_ARRAY -> "";
            case VALUE_NULL, NOT_AVAILABLE, END_ARRAY, END_OBJECT, PROPERTY_NAME -> "null";
        };
    }
}

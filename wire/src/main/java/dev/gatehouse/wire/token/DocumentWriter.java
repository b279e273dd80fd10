package dev.gatehouse.wire.token;

import dev.gatehouse.wire.schema.Kind;
import dev.gatehouse.wire.schema.Location;
import dev.gatehouse.wire.schema.Member;
import dev.gatehouse.wire.schema.Shape.Mapping;
import dev.gatehouse.wire.schema.Shape.Scalar;
import dev.gatehouse.wire.schema.Shape.Sequence;
import dev.gatehouse.wire.schema.Shape.Structure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the values of a shape as the tokens of one document; absent members are left out. */
final class DocumentWriter {
    private final Dialect dialect;

    DocumentWriter(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Writes the members that stand in a body; those of other places are passed over. */
    void members(JsonGenerator generator, Structure shape, Map<?, ?> values) {
        for (Member member : shape.members()) {
            Object value = values.get(member.name());
            if (value != null && member.location() == Location.BODY) {
                generator.writeName(member.wireName());
                value(generator, member, value);
            }
        }
    }

    void value(JsonGenerator generator, Member member, @Nullable Object value) {
        if (value == null) {
            generator.writeNull();
            return;
        }
        switch (member.shape()) {
            case Scalar scalar -> scalar(generator, scalar.kind(), member, value);
            case Sequence sequence -> {
                generator.writeStartArray();
                for (Object element : (List<?>) value) {
                    value(generator, sequence.element(), element);
                }
                generator.writeEndArray();
            }
            case Mapping mapping -> {
                generator.writeStartObject();
                ((Map<?, ?>) value)
                        .forEach((key, element) -> {
                            generator.writeName((String) key);
                            value(generator, mapping.value(), element);
                        });
                generator.writeEndObject();
            }
            case Structure structure -> {
                generator.writeStartObject();
                members(generator, structure, (Map<?, ?>) value);
                generator.writeEndObject();
            }
        }
    }

    private void scalar(JsonGenerator generator, Kind kind, Member member, Object value) {
        switch (kind) {
            case STRING -> generator.writeString((String) value);
            case BOOLEAN -> generator.writeBoolean((Boolean) value);
            case BYTE, SHORT, INTEGER, LONG -> generator.writeNumber(((Number) value).longValue());
            case FLOAT -> dialect.writeFloat(generator, ((Number) value).floatValue());
            case DOUBLE -> dialect.writeDouble(generator, ((Number) value).doubleValue());
            case BIG_INTEGER -> generator.writeNumber((BigInteger) value);
            case BIG_DECIMAL -> generator.writeNumber((BigDecimal) value);
            case BLOB -> dialect.writeBlob(generator, (byte[]) value);
            case TIMESTAMP -> dialect.writeTimestamp(generator, member, (Instant) value);
            case DOCUMENT -> document(generator, value);
        }
    }

    void document(JsonGenerator generator, @Nullable Object value) {
        switch (value) {
            case null -> generator.writeNull();
            case Map<?, ?> map -> {
                generator.writeStartObject();
                map.forEach((name, member) -> {
                    generator.writeName((String) name);
                    document(generator, member);
                });
                generator.writeEndObject();
            }
            case List<?> list -> {
                generator.writeStartArray();
                list.forEach(element -> document(generator, element));
                generator.writeEndArray();
            }
            case String text -> generator.writeString(text);
            case Boolean bool -> generator.writeBoolean(bool);
            case Number number -> generator.writeNumber(new BigDecimal(number.toString()));
            default -> throw new IllegalArgumentException("no document value: " + value.getClass());
        }
    }
}

package dev.gatehouse.wire.query;

import dev.gatehouse.wire.protocol.Text;
import dev.gatehouse.wire.schema.Member;
import dev.gatehouse.wire.schema.Shape.Mapping;
import dev.gatehouse.wire.schema.Shape.Scalar;
import dev.gatehouse.wire.schema.Shape.Sequence;
import dev.gatehouse.wire.schema.Shape.Structure;
import dev.gatehouse.wire.schema.TimestampFormat;
import java.util.List;
import java.util.Map;

/** Writes the values of shapes as XML elements. */
final class XmlValues {
    private XmlValues() {}

    static void members(XmlWriter xml, Structure shape, Map<?, ?> values) {
        for (Member member : shape.members()) {
            Object value = values.get(member.name());
            if (value != null && !member.is(Member.Trait.XML_ATTRIBUTE)) {
                member(xml, member, value);
            }
        }
    }

    /** As {@link #members}; the message stands under a fixed name before, so it is passed over. */
    static void errorMembers(XmlWriter xml, Structure shape, Map<String, Object> values) {
        for (Member member : shape.members()) {
            Object value = values.get(member.name());
            if (value != null && !member.wireName().equals("message")) {
                member(xml, member, value);
            }
        }
    }

    private static void member(XmlWriter xml, Member member, Object value) {
        boolean flattened = member.is(Member.Trait.FLATTENED);
        switch (member.shape()) {
            case Sequence sequence when flattened ->
                    ((List<?>) value)
                            .forEach(e -> element(xml, member.wireName(), sequence.element(), e));
            case Mapping mapping when flattened ->
                    entries(xml, member.wireName(), mapping, (Map<?, ?>) value);
            case Sequence _, Mapping _, Scalar _, Structure _ ->
                    element(xml, member.wireName(), member, value);
        }
    }

    private static void element(XmlWriter xml, String name, Member member, Object value) {
        if (member.shape() instanceof Scalar) {
            xml.element(name, Text.write(member, TimestampFormat.DATE_TIME, value));
            return;
        }
        if (member.shape() instanceof Structure structure) {
            openStructure(xml, name, structure, (Map<?, ?>) value);
        } else {
            xml.open(name);
        }
        switch (member.shape()) {
            case Sequence sequence -> {
                Member part = sequence.element();
                ((List<?>) value).forEach(e -> element(xml, part.wireName(), part, e));
            }
            case Mapping mapping -> entries(xml, "entry", mapping, (Map<?, ?>) value);
            case Structure structure -> members(xml, structure, (Map<?, ?>) value);
            case Scalar _ -> throw new IllegalStateException("written above");
        }
        xml.close(name);
    }

    private static void openStructure(
            XmlWriter xml, String name, Structure shape, Map<?, ?> values) {
        for (Member member : shape.members()) {
            if (member.is(Member.Trait.XML_ATTRIBUTE) && values.get(member.name()) != null) {
                Object value = values.get(member.name());
                xml.open(
                        name,
                        member.wireName(),
                        Text.write(member, TimestampFormat.DATE_TIME, value));
                return;
            }
        }
        xml.open(name);
    }

    private static void entries(XmlWriter xml, String name, Mapping shape, Map<?, ?> values) {
        values.forEach((key, value) -> {
            xml.open(name).element(shape.key().wireName(), (String) key);
            element(xml, shape.value().wireName(), shape.value(), value);
            xml.close(name);
        });
    }
}

package dev.gatehouse.wire.conformance;

import dev.gatehouse.wire.schema.Constraints;
import dev.gatehouse.wire.schema.Kind;
import dev.gatehouse.wire.schema.Location;
import dev.gatehouse.wire.schema.Member;
import dev.gatehouse.wire.schema.Shape;
import dev.gatehouse.wire.schema.TimestampFormat;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.shapes.ListShape;
import software.amazon.smithy.model.shapes.MapShape;
import software.amazon.smithy.model.shapes.MemberShape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.model.traits.HttpHeaderTrait;
import software.amazon.smithy.model.traits.HttpLabelTrait;
import software.amazon.smithy.model.traits.HttpPayloadTrait;
import software.amazon.smithy.model.traits.HttpPrefixHeadersTrait;
import software.amazon.smithy.model.traits.HttpQueryParamsTrait;
import software.amazon.smithy.model.traits.HttpQueryTrait;
import software.amazon.smithy.model.traits.HttpResponseCodeTrait;
import software.amazon.smithy.model.traits.JsonNameTrait;
import software.amazon.smithy.model.traits.LengthTrait;
import software.amazon.smithy.model.traits.MediaTypeTrait;
import software.amazon.smithy.model.traits.PatternTrait;
import software.amazon.smithy.model.traits.RangeTrait;
import software.amazon.smithy.model.traits.RequiredTrait;
import software.amazon.smithy.model.traits.SensitiveTrait;
import software.amazon.smithy.model.traits.SparseTrait;
import software.amazon.smithy.model.traits.StreamingTrait;
import software.amazon.smithy.model.traits.TimestampFormatTrait;
import software.amazon.smithy.model.traits.UniqueItemsTrait;
import software.amazon.smithy.model.traits.XmlAttributeTrait;
import software.amazon.smithy.model.traits.XmlFlattenedTrait;
import software.amazon.smithy.model.traits.XmlNameTrait;

/** Shapes of a Smithy model as a protocol sees them. */
final class SmithyShapes {
    private final Model model;
    private final boolean rest;
    private final boolean xml;
    private final Map<ShapeId, Shape> known = new HashMap<>();

    SmithyShapes(Model model, String protocol) {
        this.model = model;
        this.rest = protocol.equals("restJson1");
        this.xml = protocol.equals("awsQuery");
    }

    Shape.Structure structure(ShapeId id) {
        return (Shape.Structure) shape(id);
    }

    Shape shape(ShapeId id) {
        Shape shape = known.get(id);
        if (shape == null) {
            shape = build(model.expectShape(id));
            known.put(id, shape);
        }
        return shape;
    }

    private Shape build(software.amazon.smithy.model.shapes.Shape shape) {
        Constraints constraints = constraints(shape);
        return switch (shape.getType()) {
            case STRUCTURE, UNION -> structure(shape);
            case LIST, SET -> {
                ListShape list = (ListShape) shape;
                yield new Shape.Sequence(
                        member(list.getMember()), shape.hasTrait(SparseTrait.class), constraints);
            }
            case MAP -> {
                MapShape map = (MapShape) shape;
                yield new Shape.Mapping(
                        member(map.getKey()),
                        member(map.getValue()),
                        shape.hasTrait(SparseTrait.class),
                        constraints);
            }
            default ->
                    new Shape.Scalar(
                            kind(shape),
                            constraints,
                            shape.getTrait(MediaTypeTrait.class)
                                    .map(MediaTypeTrait::getValue)
                                    .orElse(""));
        };
    }

    private static Kind kind(software.amazon.smithy.model.shapes.Shape shape) {
        return switch (shape.getType()) {
            case STRING, ENUM -> Kind.STRING;
            case INT_ENUM -> Kind.INTEGER;
            case BOOLEAN -> Kind.BOOLEAN;
            case BYTE -> Kind.BYTE;
            case SHORT -> Kind.SHORT;
            case INTEGER -> Kind.INTEGER;
            case LONG -> Kind.LONG;
            case FLOAT -> Kind.FLOAT;
            case DOUBLE -> Kind.DOUBLE;
            case BIG_INTEGER -> Kind.BIG_INTEGER;
            case BIG_DECIMAL -> Kind.BIG_DECIMAL;
            case BLOB -> Kind.BLOB;
            case TIMESTAMP -> Kind.TIMESTAMP;
            case DOCUMENT -> Kind.DOCUMENT;
            default -> throw new IllegalArgumentException("no value has the type of " + shape);
        };
    }

    private Shape.Structure structure(software.amazon.smithy.model.shapes.Shape shape) {
        List<Member> members = new ArrayList<>();
        shape.members().forEach(m -> members.add(member(m)));
        return new Shape.Structure(shape.getId().getName(), shape.isUnionShape(), members);
    }

    private Member member(MemberShape member) {
        Location location = rest ? location(member) : Location.BODY;
        return new Member(
                member.getMemberName(),
                wireName(member, location),
                location,
                traits(member),
                timestampFormat(member),
                () -> constrained(member));
    }

    /** The target's shape; constraints of the member itself win over those of its target. */
    private Shape constrained(MemberShape member) {
        Shape target = shape(member.getTarget());
        Constraints own = constraints(member);
        if (own.none()) {
            return target;
        }
        return switch (target) {
            case Shape.Scalar s -> new Shape.Scalar(s.kind(), own, s.mediaType());
            case Shape.Sequence s -> new Shape.Sequence(s.element(), s.sparse(), own);
            case Shape.Mapping m -> new Shape.Mapping(m.key(), m.value(), m.sparse(), own);
            case Shape.Structure structure -> structure;
        };
    }

    private static Location location(MemberShape member) {
        if (member.hasTrait(HttpLabelTrait.class)) {
            return Location.PATH;
        }
        if (member.hasTrait(HttpQueryTrait.class)) {
            return Location.QUERY;
        }
        if (member.hasTrait(HttpQueryParamsTrait.class)) {
            return Location.QUERY_MAP;
        }
        if (member.hasTrait(HttpHeaderTrait.class)) {
            return Location.HEADER;
        }
        if (member.hasTrait(HttpPrefixHeadersTrait.class)) {
            return Location.PREFIX_HEADERS;
        }
        if (member.hasTrait(HttpResponseCodeTrait.class)) {
            return Location.STATUS;
        }
        return member.hasTrait(HttpPayloadTrait.class) ? Location.PAYLOAD : Location.BODY;
    }

    private String wireName(MemberShape member, Location location) {
        String name = member.getMemberName();
        return switch (location) {
            case QUERY -> member.expectTrait(HttpQueryTrait.class).getValue();
            case HEADER -> member.expectTrait(HttpHeaderTrait.class).getValue();
            case PREFIX_HEADERS -> member.expectTrait(HttpPrefixHeadersTrait.class).getValue();
            case BODY -> bodyName(member);
            case PATH, QUERY_MAP, STATUS, PAYLOAD -> name;
        };
    }

    private String bodyName(MemberShape member) {
        String name = member.getMemberName();
        if (rest) {
            return member.getTrait(JsonNameTrait.class).map(JsonNameTrait::getValue).orElse(name);
        }
        return xml
                ? member.getTrait(XmlNameTrait.class).map(XmlNameTrait::getValue).orElse(name)
                : name;
    }

    private Set<Member.Trait> traits(MemberShape member) {
        Set<Member.Trait> traits = EnumSet.noneOf(Member.Trait.class);
        boolean text = model.expectShape(member.getTarget()).isStringShape();
        if (member.hasTrait(RequiredTrait.class)) {
            traits.add(Member.Trait.REQUIRED);
        }
        if (member.hasTrait(XmlFlattenedTrait.class)) {
            traits.add(Member.Trait.FLATTENED);
        }
        if (member.hasTrait(XmlAttributeTrait.class)) {
            traits.add(Member.Trait.XML_ATTRIBUTE);
        }
        if (text && member.getMemberTrait(model, MediaTypeTrait.class).isPresent()) {
            traits.add(Member.Trait.BASE64_IN_HEADER);
        }
        if (member.getMemberTrait(model, StreamingTrait.class).isPresent()) {
            traits.add(Member.Trait.STREAMING);
        }
        if (member.getMemberTrait(model, SensitiveTrait.class).isPresent()) {
            traits.add(Member.Trait.SENSITIVE);
        }
        return traits;
    }

    private @Nullable TimestampFormat timestampFormat(MemberShape member) {
        return member.getMemberTrait(model, TimestampFormatTrait.class)
                .map(TimestampFormatTrait::getFormat)
                .map(format ->
                        switch (format) {
                            case DATE_TIME -> TimestampFormat.DATE_TIME;
                            case HTTP_DATE -> TimestampFormat.HTTP_DATE;
                            case EPOCH_SECONDS -> TimestampFormat.EPOCH_SECONDS;
                            case UNKNOWN -> throw new IllegalStateException("" + member);
                        })
                .orElse(null);
    }

    private static Constraints constraints(software.amazon.smithy.model.shapes.Shape shape) {
        var length = shape.getTrait(LengthTrait.class);
        var range = shape.getTrait(RangeTrait.class);
        var pattern = shape.getTrait(PatternTrait.class);
        List<String> values = new ArrayList<>();
        shape.asEnumShape().ifPresent(e -> values.addAll(e.getEnumValues().values()));
        shape.asIntEnumShape()
                .ifPresent(e -> e.getEnumValues().values().forEach(v -> values.add("" + v)));
        return new Constraints(
                length.flatMap(LengthTrait::getMin)
                        .map(java.math.BigDecimal::valueOf)
                        .or(() -> range.flatMap(RangeTrait::getMin))
                        .orElse(null),
                length.flatMap(LengthTrait::getMax)
                        .map(java.math.BigDecimal::valueOf)
                        .or(() -> range.flatMap(RangeTrait::getMax))
                        .orElse(null),
                pattern.map(p -> java.util.regex.Pattern.compile(p.getValue())).orElse(null),
                values,
                shape.hasTrait(UniqueItemsTrait.class));
    }
}

package dev.gatehouse.wire.sdk;

import dev.gatehouse.wire.facts.ServiceFacts;
import dev.gatehouse.wire.facts.ShapeFacts;
import dev.gatehouse.wire.schema.Kind;
import dev.gatehouse.wire.schema.Location;
import dev.gatehouse.wire.schema.Member;
import dev.gatehouse.wire.schema.Shape;
import dev.gatehouse.wire.schema.TimestampFormat;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.JsonValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;

/**
 * The shapes of the SDK's model classes of one service: their fields joined with the wire facts.
 * Classes are looked into when a shape is first needed, once.
 */
public final class PojoShapes {
    private final ServiceFacts facts;
    private final Map<Key, Shape.Structure> structures = new ConcurrentHashMap<>();

    private record Key(Class<?> type, String shape) {}

    public PojoShapes(ServiceFacts facts) {
        this.facts = facts;
    }

    /**
     * The shape of a class of the SDK.
     *
     * @param pojo any object or builder of the class
     * @param shape its name in the facts; null or unknown when nothing is demanded of it
     */
    public Shape.Structure structure(SdkPojo pojo, @Nullable String shape) {
        Key key = new Key(pojo.getClass(), shape == null ? "" : shape);
        Shape.Structure known = structures.get(key);
        return known == null
                ? structures.computeIfAbsent(key, k -> build(pojo, facts.shape(shape)))
                : known;
    }

    private Shape.Structure build(SdkPojo pojo, ShapeFacts shape) {
        List<Member> members = new ArrayList<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            members.add(member(field, shape));
        }
        return new Shape.Structure(pojo.getClass().getSimpleName(), false, members);
    }

    private Member member(SdkField<?> field, ShapeFacts parent) {
        String wireName = field.locationName();
        String target = parent.members().get(wireName);
        if (target == null) {
            target = parent.members().get(field.memberName());
        }
        boolean required =
                parent.required().contains(wireName)
                        || parent.required().contains(field.memberName());
        String shape = target;
        return new Member(
                field.memberName(),
                wireName,
                location(field),
                traits(field, required, facts.shape(shape).sensitive()),
                timestampFormat(field),
                () -> shape(field, shape));
    }

    private static Set<Member.Trait> traits(
            SdkField<?> field, boolean required, boolean sensitive) {
        Set<Member.Trait> traits = EnumSet.noneOf(Member.Trait.class);
        if (required) {
            traits.add(Member.Trait.REQUIRED);
        }
        if (sensitive) {
            traits.add(Member.Trait.SENSITIVE);
        }
        if (field.containsTrait(JsonValueTrait.class)) {
            traits.add(Member.Trait.BASE64_IN_HEADER);
        }
        if (field.containsTrait(XmlAttributeTrait.class)) {
            traits.add(Member.Trait.XML_ATTRIBUTE);
        }
        ListTrait list = field.getTrait(ListTrait.class);
        MapTrait map = field.getTrait(MapTrait.class);
        if ((list != null && list.isFlattened()) || (map != null && map.isFlattened())) {
            traits.add(Member.Trait.FLATTENED);
        }
        return traits;
    }

    private static Location location(SdkField<?> field) {
        boolean map = knownType(field) == MarshallingKnownType.MAP;
        MarshallLocation location = field.location();
        return switch (location) {
            case PATH, GREEDY_PATH -> Location.PATH;
            case QUERY_PARAM -> map ? Location.QUERY_MAP : Location.QUERY;
            case HEADER -> map ? Location.PREFIX_HEADERS : Location.HEADER;
            case STATUS_CODE -> Location.STATUS;
            case PAYLOAD ->
                    field.containsTrait(PayloadTrait.class) ? Location.PAYLOAD : Location.BODY;
        };
    }

    private static @Nullable TimestampFormat timestampFormat(SdkField<?> field) {
        TimestampFormatTrait trait = field.getTrait(TimestampFormatTrait.class);
        if (trait == null) {
            return null;
        }
        return switch (trait.format()) {
            case ISO_8601 -> TimestampFormat.DATE_TIME;
            case RFC_822 -> TimestampFormat.HTTP_DATE;
            case UNIX_TIMESTAMP -> TimestampFormat.EPOCH_SECONDS;
            case UNIX_TIMESTAMP_MILLIS -> TimestampFormat.EPOCH_MILLIS;
        };
    }

    private Shape shape(SdkField<?> field, @Nullable String name) {
        ShapeFacts shape = facts.shape(name);
        return switch (knownType(field)) {
            case STRING -> scalar(Kind.STRING, shape);
            case BOOLEAN -> scalar(Kind.BOOLEAN, shape);
            case BYTE -> scalar(Kind.BYTE, shape);
            case SHORT -> scalar(Kind.SHORT, shape);
            case INTEGER -> scalar(Kind.INTEGER, shape);
            case LONG -> scalar(Kind.LONG, shape);
            case FLOAT -> scalar(Kind.FLOAT, shape);
            case DOUBLE -> scalar(Kind.DOUBLE, shape);
            case BIG_DECIMAL -> scalar(Kind.BIG_DECIMAL, shape);
            case INSTANT -> scalar(Kind.TIMESTAMP, shape);
            case SDK_BYTES -> scalar(Kind.BLOB, shape);
            case DOCUMENT -> scalar(Kind.DOCUMENT, shape);
            case LIST -> sequence(field.getRequiredTrait(ListTrait.class), shape);
            case MAP -> mapping(field.getRequiredTrait(MapTrait.class), shape);
            case SDK_POJO -> structure(constructor(field).get(), name);
            case NULL -> throw new IllegalArgumentException("untyped field " + field.memberName());
        };
    }

    private static Shape scalar(Kind kind, ShapeFacts shape) {
        return new Shape.Scalar(kind, shape.constraints(), shape.mediaType());
    }

    private Shape sequence(ListTrait list, ShapeFacts shape) {
        String element = shape.members().get("element");
        String wireName = list.memberLocationName() == null ? "member" : list.memberLocationName();
        Member member = part("member", wireName, list.memberFieldInfo(), element);
        return new Shape.Sequence(member, false, shape.constraints());
    }

    private Shape mapping(MapTrait map, ShapeFacts shape) {
        String key = shape.members().get("key");
        Member keys =
                new Member(
                        "key",
                        map.keyLocationName(),
                        Location.BODY,
                        sensitive(key),
                        null,
                        () -> scalar(Kind.STRING, facts.shape(key)));
        Member values =
                part(
                        "value",
                        map.valueLocationName(),
                        map.valueFieldInfo(),
                        shape.members().get("value"));
        return new Shape.Mapping(keys, values, false, shape.constraints());
    }

    private Member part(String name, String wireName, SdkField<?> field, @Nullable String shape) {
        return new Member(
                name,
                wireName,
                Location.BODY,
                sensitive(shape),
                timestampFormat(field),
                () -> shape(field, shape));
    }

    private Set<Member.Trait> sensitive(@Nullable String shape) {
        return facts.shape(shape).sensitive() ? Set.of(Member.Trait.SENSITIVE) : Set.of();
    }

    static Supplier<SdkPojo> constructor(SdkField<?> field) {
        return field.constructor();
    }

    static MarshallingKnownType knownType(SdkField<?> field) {
        return field.marshallingType().getKnownType();
    }
}

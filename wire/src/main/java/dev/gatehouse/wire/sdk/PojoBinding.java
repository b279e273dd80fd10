package dev.gatehouse.wire.sdk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Moves values between the plain maps of the codecs and the SDK's objects. */
public final class PojoBinding {
    private PojoBinding() {}

    /**
     * Fills the builder and builds.
     *
     * @param builder of an SDK class
     * @param values by member name
     */
    public static Object build(SdkBuilder<?, ?> builder, Map<String, Object> values) {
        fill((SdkPojo) builder, values);
        return builder.build();
    }

    private static void fill(SdkPojo builder, Map<?, ?> values) {
        FieldTable table = FieldTable.of(builder);
        values.forEach((member, value) -> {
            SdkField<?> field = table.field((String) member);
            field.set(builder, toSdk(field, value));
        });
    }

    private static @Nullable Object toSdk(SdkField<?> field, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (PojoShapes.knownType(field)) {
            case SDK_POJO -> {
                SdkPojo nested = PojoShapes.constructor(field).get();
                fill(nested, (Map<?, ?>) value);
                yield ((SdkBuilder<?, ?>) nested).build();
            }
            case LIST -> {
                SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
                List<@Nullable Object> list = new ArrayList<>();
                ((List<?>) value).forEach(e -> list.add(toSdk(element, e)));
                yield list;
            }
            case MAP -> {
                SdkField<?> element = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
                Map<Object, @Nullable Object> map = new LinkedHashMap<>();
                ((Map<?, ?>) value).forEach((k, v) -> map.put(k, toSdk(element, v)));
                yield map;
            }
            case SDK_BYTES -> SdkBytes.fromByteArrayUnsafe((byte[]) value);
            case DOCUMENT -> Documents.toSdk(value);
            case NULL,
                    STRING,
                    BOOLEAN,
                    BYTE,
                    SHORT,
                    INTEGER,
                    LONG,
                    FLOAT,
                    DOUBLE,
                    BIG_DECIMAL,
                    INSTANT ->
                    value;
        };
    }

    /** The values that are set, by member name; empty lists and maps only if someone set them. */
    public static Map<String, Object> values(SdkPojo pojo) {
        Map<String, Object> values = new LinkedHashMap<>();
        FieldTable.of(pojo)
                .fields()
                .forEach((member, field) -> {
                    Object value = field.getValueOrDefault(pojo);
                    if (value != null && !autoConstructed(value)) {
                        values.put(member, toPlain(value));
                    }
                });
        return values;
    }

    private static boolean autoConstructed(Object value) {
        return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
    }

    private static Object toPlain(Object value) {
        return switch (value) {
            case SdkPojo pojo -> values(pojo);
            case List<?> list -> {
                List<@Nullable Object> plain = new ArrayList<>(list.size());
                list.forEach(e -> plain.add(e == null ? null : toPlain(e)));
                yield plain;
            }
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
                map.forEach((k, v) -> plain.put(k, v == null ? null : toPlain(v)));
                yield plain;
            }
            case SdkBytes bytes -> bytes.asByteArrayUnsafe();
            case Document document -> Documents.toPlain(document);
            case String text -> text;
            case Boolean bool -> bool;
            case Number number -> number;
            case Instant instant -> instant;
            default ->
                    throw new IllegalArgumentException(
                            "no wire form for the SDK value class " + value.getClass().getName());
        };
    }
}

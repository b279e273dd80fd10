package dev.gatehouse.wire.sdk;

import dev.gatehouse.foundation.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * SDK model objects as JSON trees and back: every member under its wire name, wherever a request
 * would carry it. Absent members are left out, times are ISO 8601 and blobs base64, so a tree read
 * back equals what was written. For documents; {@code wire.restjson} speaks to clients.
 */
public final class ModelTrees {
    private ModelTrees() {}

    /** The set members of a model object. */
    public static ObjectNode tree(SdkPojo model) {
        ObjectNode tree = Json.object();
        for (SdkField<?> field : model.sdkFields()) {
            Object value = present(field.getValueOrDefault(model));
            if (value != null) {
                tree.set(field.locationName(), node(value));
            }
        }
        return tree;
    }

    /**
     * Fills the builder with the members that the tree has and builds; unknown names are skipped.
     */
    public static <T> T model(SdkBuilder<?, T> builder, JsonNode tree) {
        fill((SdkPojo) builder, tree);
        return builder.build();
    }

    /**
     * Copies the set members that both sides know by name, e.g. from a request to a resource. A
     * structure is copied into the class that its target has, such as {@code TlsConfigInput} into
     * {@code TlsConfig}.
     */
    public static <B> B copy(SdkPojo from, B to) {
        Map<String, SdkField<?>> targets = new LinkedHashMap<>();
        for (SdkField<?> field : ((SdkPojo) to).sdkFields()) {
            targets.put(field.locationName(), field);
        }
        for (SdkField<?> field : from.sdkFields()) {
            SdkField<?> target = targets.get(field.locationName());
            Object value = present(field.getValueOrDefault(from));
            if (target != null && value != null) {
                target.set(to, value instanceof SdkPojo part ? converted(part, target) : value);
            }
        }
        return to;
    }

    private static Object converted(SdkPojo part, SdkField<?> target) {
        SdkPojo builder = target.constructor().get();
        return ((SdkBuilder<?, ?>) copy(part, builder)).build();
    }

    private static @Nullable Object present(@Nullable Object value) {
        boolean unset =
                value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
        return unset ? null : value;
    }

    private static JsonNode node(Object value) {
        return switch (value) {
            case SdkPojo model -> tree(model);
            case SdkBytes bytes ->
                    Json.mapper()
                            .valueToTree(
                                    Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
            case Instant time -> Json.mapper().valueToTree(time.toString());
            case List<?> list -> {
                ArrayNode array = Json.mapper().createArrayNode();
                list.forEach(element -> array.add(node(element)));
                yield array;
            }
            case Map<?, ?> map -> {
                ObjectNode object = Json.object();
                map.forEach((key, element) -> object.set((String) key, node(element)));
                yield object;
            }
            default -> Json.mapper().valueToTree(value);
        };
    }

    private static void fill(SdkPojo builder, JsonNode tree) {
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode node = tree.get(field.locationName());
            if (node != null && !node.isNull()) {
                field.set(builder, value(field, node));
            }
        }
    }

    private static Object value(SdkField<?> field, JsonNode node) {
        MarshallingType<?> type = field.marshallingType();
        if (type.equals(MarshallingType.SDK_POJO)) {
            SdkPojo builder = field.constructor().get();
            fill(builder, node);
            return ((SdkBuilder<?, ?>) builder).build();
        }
        if (type.equals(MarshallingType.LIST)) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            List<Object> list = new ArrayList<>(node.size());
            node.forEach(element -> list.add(value(member, element)));
            return list;
        }
        if (type.equals(MarshallingType.MAP)) {
            SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
            Map<String, Object> map = LinkedHashMap.newLinkedHashMap(node.size());
            node.forEachEntry((key, element) -> map.put(key, value(member, element)));
            return map;
        }
        return scalar(type, node);
    }

    private static Object scalar(MarshallingType<?> type, JsonNode node) {
        if (type.equals(MarshallingType.INSTANT)) {
            return Instant.parse(node.stringValue());
        }
        if (type.equals(MarshallingType.SDK_BYTES)) {
            return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(node.stringValue()));
        }
        return Json.mapper().convertValue(node, type.getTargetClass());
    }
}

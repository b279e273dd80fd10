package dev.gatehouse.wire.sdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.document.Document;

/** Open content: the SDK's documents and plain trees. */
final class Documents {
    private Documents() {}

    static Document toSdk(@Nullable Object value) {
        return switch (value) {
            case null -> Document.fromNull();
            case String text -> Document.fromString(text);
            case Boolean bool -> Document.fromBoolean(bool);
            case Number number -> Document.fromNumber(number.toString());
            case List<?> list -> Document.fromList(list.stream().map(Documents::toSdk).toList());
            case Map<?, ?> map -> {
                Map<String, Document> members = new LinkedHashMap<>();
                map.forEach((name, member) -> members.put((String) name, toSdk(member)));
                yield Document.fromMap(members);
            }
            default -> throw new IllegalArgumentException("no document: " + value.getClass());
        };
    }

    /** A tree without a null at its root: the absence of a document is the absence of a member. */
    static Object toPlain(Document document) {
        Object plain = tree(document);
        return plain == null ? Map.of() : plain;
    }

    private static @Nullable Object tree(Document document) {
        if (document.isMap()) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            document.asMap().forEach((name, member) -> members.put(name, tree(member)));
            return members;
        }
        if (document.isList()) {
            List<@Nullable Object> elements = new ArrayList<>();
            document.asList().forEach(element -> elements.add(tree(element)));
            return elements;
        }
        return document.isNumber() ? document.asNumber().bigDecimalValue() : document.unwrap();
    }
}

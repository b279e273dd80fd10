package dev.gatehouse.wire.restjson;

import dev.gatehouse.http.message.Headers;
import dev.gatehouse.wire.protocol.QueryString;
import dev.gatehouse.wire.protocol.Text;
import dev.gatehouse.wire.protocol.WireInput;
import dev.gatehouse.wire.schema.Location;
import dev.gatehouse.wire.schema.Member;
import dev.gatehouse.wire.schema.Shape.Mapping;
import dev.gatehouse.wire.schema.Shape.Sequence;
import dev.gatehouse.wire.schema.TimestampFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Members that stand outside the body: in the path, the query, and headers. */
final class HttpBindings {
    private HttpBindings() {}

    /** The member's value, or null when it is absent or stands in the body. */
    static @Nullable Object read(Member member, WireInput input) {
        return switch (member.location()) {
            case PATH -> {
                String label = input.labels().get(member.wireName());
                yield label == null ? null : Text.read(member, TimestampFormat.DATE_TIME, label);
            }
            case QUERY -> query(member, input.query().all(member.wireName()));
            case QUERY_MAP -> queryMap(member, input.query());
            case HEADER -> header(member, input.headers());
            case PREFIX_HEADERS -> prefixHeaders(member, input.headers());
            case BODY, PAYLOAD, STATUS -> null;
        };
    }

    private static @Nullable Object query(Member member, List<String> values) {
        if (values.isEmpty()) {
            return null;
        }
        if (member.shape() instanceof Sequence sequence) {
            List<Object> elements = new ArrayList<>(values.size());
            for (String value : values) {
                elements.add(Text.read(sequence.element(), TimestampFormat.DATE_TIME, value));
            }
            return elements;
        }
        return Text.read(member, TimestampFormat.DATE_TIME, values.getFirst());
    }

    private static @Nullable Object queryMap(Member member, QueryString query) {
        boolean lists = ((Mapping) member.shape()).value().shape() instanceof Sequence;
        Map<String, Object> map = new LinkedHashMap<>();
        query.parameters()
                .forEach((name, values) ->
                        map.put(name, lists ? List.copyOf(values) : values.getFirst()));
        return map.isEmpty() ? null : map;
    }

    private static @Nullable Object header(Member member, Headers headers) {
        List<String> fields = headers.all(member.wireName());
        if (fields.isEmpty()) {
            return null;
        }
        if (!(member.shape() instanceof Sequence sequence)) {
            String text = fields.getFirst().strip();
            return Text.read(
                    member,
                    TimestampFormat.HTTP_DATE,
                    member.is(Member.Trait.BASE64_IN_HEADER)
                            ? Text.unwrapBase64(member, text)
                            : text);
        }
        Member element = sequence.element();
        List<Object> elements = new ArrayList<>();
        for (String field : fields) {
            for (String text : HeaderList.split(field, HeaderList.holdsHttpDates(element))) {
                elements.add(Text.read(element, TimestampFormat.HTTP_DATE, text));
            }
        }
        return elements.isEmpty() ? null : elements;
    }

    private static @Nullable Object prefixHeaders(Member member, Headers headers) {
        Map<String, Object> map = new LinkedHashMap<>();
        String prefix = member.wireName().toLowerCase(Locale.ROOT);
        headers.forEach((name, value) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith(prefix)) {
                map.putIfAbsent(name.substring(prefix.length()), value);
            }
        });
        return map.isEmpty() ? null : map;
    }

    /** Adds the member's field or fields if it stands in headers. */
    static void writeHeader(Headers.Builder headers, Member member, Object value) {
        if (member.location() == Location.HEADER) {
            headers.set(member.wireName(), headerText(member, value));
        } else if (member.location() == Location.PREFIX_HEADERS) {
            ((Map<?, ?>) value)
                    .forEach((name, text) -> headers.add(member.wireName() + name, (String) text));
        }
    }

    private static String headerText(Member member, Object value) {
        if (value instanceof List<?> list) {
            return HeaderList.join(((Sequence) member.shape()).element(), list);
        }
        String text = Text.write(member, TimestampFormat.HTTP_DATE, value);
        if (member.is(Member.Trait.BASE64_IN_HEADER)) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return Base64.getEncoder().encodeToString(utf8);
        }
        return text;
    }
}

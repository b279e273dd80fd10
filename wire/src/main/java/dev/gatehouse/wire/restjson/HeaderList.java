package dev.gatehouse.wire.restjson;

import dev.gatehouse.wire.protocol.MalformedInputException;
import dev.gatehouse.wire.protocol.Text;
import dev.gatehouse.wire.schema.Kind;
import dev.gatehouse.wire.schema.Member;
import dev.gatehouse.wire.schema.Shape.Scalar;
import dev.gatehouse.wire.schema.TimestampFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Lists in one header field: separated by commas, quoted where an element needs it. */
final class HeaderList {
    private HeaderList() {}

    /** Whether elements have a comma of their own, as in {@code Mon, 16 Dec 2019 23:48:18 GMT}. */
    static boolean holdsHttpDates(Member element) {
        return element.shape() instanceof Scalar scalar
                && scalar.kind() == Kind.TIMESTAMP
                && element.timestampFormat(TimestampFormat.HTTP_DATE) == TimestampFormat.HTTP_DATE;
    }

    static List<String> split(String field, boolean httpDates) {
        List<String> elements = new ArrayList<>();
        int at = 0;
        while (at <= field.length()) {
            int end = end(field, at, httpDates);
            String element = field.substring(at, end).strip();
            elements.add(element.startsWith("\"") ? unquote(element) : element);
            at = end + 1;
        }
        return elements.size() == 1 && elements.getFirst().isEmpty() ? List.of() : elements;
    }

    /** The index of the comma that ends the element, or the field's length. */
    private static int end(String field, int start, boolean httpDates) {
        boolean quoted = false;
        boolean skipComma = httpDates;
        for (int i = start; i < field.length(); i++) {
            char c = field.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                if (!skipComma) {
                    return i;
                }
                skipComma = false;
            }
        }
        if (quoted) {
            throw MalformedInputException.serialization("Unbalanced quotes in a header: " + field);
        }
        return field.length();
    }

    private static String unquote(String element) {
        if (element.length() < 2 || !element.endsWith("\"")) {
            throw MalformedInputException.serialization("Unexpected text after a quoted value");
        }
        StringBuilder text = new StringBuilder(element.length());
        for (int i = 1; i < element.length() - 1; i++) {
            char c = element.charAt(i);
            text.append(c == '\\' ? element.charAt(++i) : c);
        }
        return text.toString();
    }

    static String join(Member element, List<?> values) {
        StringJoiner field = new StringJoiner(", ");
        for (Object value : values) {
            String text = Text.write(element, TimestampFormat.HTTP_DATE, value);
            field.add(value instanceof String ? quoteIfNeeded(text) : text);
        }
        return field.toString();
    }

    private static String quoteIfNeeded(String text) {
        return text.indexOf(',') < 0 && text.indexOf('"') < 0
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

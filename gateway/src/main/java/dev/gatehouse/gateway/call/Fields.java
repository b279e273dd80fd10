package dev.gatehouse.gateway.call;

import dev.gatehouse.gateway.route.PercentEncoding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names with values, gathered in any order and then read sorted, equal names together. */
public final class Fields {
    private static final Comparator<Field> BY_NAME = Comparator.comparing(Field::name);

    private final List<Field> fields = new ArrayList<>(24);

    private record Field(String name, String value) {}

    /** Receives the values of one name, in the order in which they came. */
    @FunctionalInterface
    public interface Visitor {
        void visit(String name, List<String> values);
    }

    /** The parameters of a query string, decoded; one without {@code =} has an empty value. */
    public static Fields ofQuery(String rawQuery) {
        Fields fields = new Fields();
        int from = 0;
        while (from < rawQuery.length()) {
            int ampersand = rawQuery.indexOf('&', from);
            int end = ampersand < 0 ? rawQuery.length() : ampersand;
            if (end > from) {
                int equals = rawQuery.indexOf('=', from);
                int nameEnd = equals < 0 || equals > end ? end : equals;
                fields.add(
                        PercentEncoding.decodeQuery(rawQuery.substring(from, nameEnd)),
                        PercentEncoding.decodeQuery(
                                rawQuery.substring(Math.min(nameEnd + 1, end), end)));
            }
            from = end + 1;
        }
        return fields;
    }

    public void add(String name, String value) {
        fields.add(new Field(name, value));
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Sorts the fields and visits every name once. */
    public void forEachName(Visitor visitor) {
        fields.sort(BY_NAME);
        List<String> values = new ArrayList<>(2);
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            values.add(field.value);
            if (i + 1 == fields.size() || !fields.get(i + 1).name.equals(field.name)) {
                visitor.visit(field.name, values);
                values.clear();
            }
        }
    }

    /** The values of a name joined with commas, or null when there is none. */
    public @Nullable String joined(String name) {
        List<String> values = new ArrayList<>(2);
        for (Field field : fields) {
            if (field.name.equals(name)) {
                values.add(field.value);
            }
        }
        return values.isEmpty() ? null : join(values);
    }

    /** The values joined with commas. */
    public static String join(List<String> values) {
        return values.size() == 1 ? values.getFirst() : String.join(",", values);
    }

    /** Removes every field of the name. */
    public void remove(String name) {
        fields.removeIf(field -> field.name.equals(name));
    }

    /** The fields as a query string, encoded, in the order in which they came. */
    public String toQuery() {
        StringBuilder query = new StringBuilder();
        for (Field field : fields) {
            query.append(query.isEmpty() ? "" : "&")
                    .append(PercentEncoding.encodeQuery(field.name))
                    .append('=')
                    .append(PercentEncoding.encodeQuery(field.value));
        }
        return query.toString();
    }
}

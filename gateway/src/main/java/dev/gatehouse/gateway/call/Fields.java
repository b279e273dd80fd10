package dev.gatehouse.gateway.call;

import dev.gatehouse.gateway.route.PercentEncoding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names with values, gathered in any order and then read sorted, equal names together. */
public final class Fields {
    private static final Comparator<Field> EXACT = Comparator.comparing(Field::name);
    private static final Comparator<Field> IGNORING_CASE =
            Comparator.comparing(Field::name, String.CASE_INSENSITIVE_ORDER);

    private final List<Field> fields = new ArrayList<>(24);
    private final Comparator<Field> byName;

    private record Field(String name, String value) {}

    /** Receives the values of one name, in the order in which they came. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * @param place how many names were visited before
         */
        void visit(int place, String name, List<String> values);
    }

    private Fields(Comparator<Field> byName) {
        this.byName = byName;
    }

    /** No fields yet; names that differ in a letter's case are different. */
    public static Fields empty() {
        return new Fields(EXACT);
    }

    /** No fields yet; names that differ in letters' case only are visited together. */
    public static Fields emptyIgnoringCase() {
        return new Fields(IGNORING_CASE);
    }

    /** The parameters of a query string, decoded; one without {@code =} has an empty value. */
    public static Fields ofQuery(String rawQuery) {
        Fields fields = empty();
        int from = 0;
        while (from < rawQuery.length()) {
            int ampersand = rawQuery.indexOf('&', from);
            int end = ampersand < 0 ? rawQuery.length() : ampersand;
            if (end > from) {
                int equals = rawQuery.indexOf('=', from, end);
                int nameEnd = equals < 0 ? end : equals;
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
        fields.sort(byName);
        List<String> values = new ArrayList<>(2);
        int place = 0;
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            values.add(field.value);
            if (i + 1 == fields.size() || byName.compare(fields.get(i + 1), field) != 0) {
                visitor.visit(place++, field.name, values);
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

package dev.gatehouse.wire.schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model demands of a value: bounds of a number, or of the length of a text, blob, list or
 * map.
 *
 * @param min least number or length
 * @param max greatest number or length
 * @param pattern that a whole text must match
 * @param values the only texts, or numbers as text, that are allowed; empty when all are
 * @param unique whether the elements of a list must differ
 */
public record Constraints(
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable Pattern pattern,
        List<String> values,
        boolean unique) {
    public static final Constraints NONE = new Constraints(null, null, null, List.of(), false);

    public Constraints {
        values = List.copyOf(values);
    }

    public boolean none() {
        return min == null && max == null && pattern == null && values.isEmpty() && !unique;
    }
}

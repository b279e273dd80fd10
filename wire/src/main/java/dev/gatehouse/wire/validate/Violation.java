package dev.gatehouse.wire.validate;

import dev.gatehouse.wire.schema.Constraints;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that breaks a constraint.
 *
 * @param path member names, list indices from zero and map keys, from the input down
 * @param value null when it is missing or must not be shown
 */
record Violation(
        List<String> path, @Nullable Object value, Problem problem, Constraints constraints) {
    /** What is wrong with it. */
    enum Problem {
        MISSING,
        TOO_SHORT,
        TOO_LONG,
        TOO_SMALL,
        TOO_LARGE,
        PATTERN,
        NOT_IN_ENUM,
        DUPLICATES,
        /** Of a list; the constraints are those of its elements. */
        ELEMENTS,
        /** Of a map; the constraints are those of its keys. */
        KEYS,
        /** Of a map; the constraints are those of its values. */
        VALUES
    }

    Violation {
        path = List.copyOf(path);
    }
}

package dev.gatehouse.wire.validate;

import dev.gatehouse.wire.schema.Constraints;
import org.jspecify.annotations.Nullable;

/**
 * A value that breaks a constraint.
 *
 * @param path from the input down, e.g. {@code tags.1.member.key}: members from a small letter,
 *     elements counted from one, and keys of maps
 * @param value null when it is missing or must not be shown
 */
record Violation(String path, @Nullable Object value, Problem problem, Constraints constraints) {
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
}

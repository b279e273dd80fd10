package dev.gatehouse.wire.validate;

import dev.gatehouse.wire.schema.Shape.Structure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks an operation's input against what its model demands, and says so in AWS's words. The two
 * forms differ in what they say about the parts of lists and maps.
 */
public enum Validation {
    /** {@code Value 'x' at 'names.2.member' failed to satisfy constraint: …}. */
    EACH_PART,
    /**
     * {@code Value '[a, x]' at 'names' failed to satisfy constraint: Member must satisfy
     * constraint: […, Member must not be null]}, as Lambda does.
     */
    PARTS_TOGETHER;

    /** AWS's message about everything that is wrong; empty when nothing is. */
    public Optional<String> check(Structure shape, Map<String, Object> values) {
        List<Violation> violations = Validator.violations(this, shape, values);
        return violations.isEmpty() ? Optional.empty() : Optional.of(CoralMessage.of(violations));
    }
}

package dev.gatehouse.wire.validate;

import dev.gatehouse.wire.schema.Shape.Structure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks an operation's input against what its model demands, and says so in AWS's words. */
public final class Validation {
    private Validation() {}

    /** AWS's message about everything that is wrong; empty when nothing is. */
    public static Optional<String> check(Structure shape, Map<String, Object> values) {
        List<Violation> violations = Validator.violations(shape, values);
        return violations.isEmpty() ? Optional.empty() : Optional.of(CoralMessage.of(violations));
    }
}

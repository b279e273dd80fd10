package dev.gatehouse.wire.validate;

import dev.gatehouse.wire.schema.Constraints;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The words of AWS's services: {@code 1 validation error detected: Value 'x' at 'functionName'
 * failed to satisfy constraint: Member must have length less than or equal to 64}.
 */
final class CoralMessage {
    private CoralMessage() {}

    static String of(List<Violation> violations) {
        StringJoiner problems = new StringJoiner("; ");
        violations.forEach(v -> problems.add(problem(v)));
        int count = violations.size();
        return count
                + (count == 1 ? " validation error" : " validation errors")
                + " detected: "
                + problems;
    }

    private static String problem(Violation violation) {
        return "Value"
                + shown(violation)
                + " at '"
                + violation.path()
                + "' failed to satisfy constraint: "
                + constraint(violation);
    }

    private static String shown(Violation violation) {
        Object value = violation.value();
        if (value == null) {
            return violation.problem() == Violation.Problem.MISSING ? " null" : "";
        }
        return value instanceof byte[] ? "" : " '" + value + "'";
    }

    private static String constraint(Violation violation) {
        Constraints constraints = violation.constraints();
        return switch (violation.problem()) {
            case MISSING -> "Member must not be null";
            case TOO_SHORT ->
                    "Member must have length greater than or equal to " + plain(constraints.min());
            case TOO_LONG ->
                    "Member must have length less than or equal to " + plain(constraints.max());
            case TOO_SMALL ->
                    "Member must have value greater than or equal to " + plain(constraints.min());
            case TOO_LARGE ->
                    "Member must have value less than or equal to " + plain(constraints.max());
            case PATTERN ->
                    "Member must satisfy regular expression pattern: " + constraints.pattern();
            case NOT_IN_ENUM -> "Member must satisfy enum value set: " + constraints.values();
            case DUPLICATES -> "Member must have unique values";
            case ELEMENTS -> "Member must satisfy constraint: " + demands(violation);
            case KEYS -> "Map keys must satisfy constraint: " + demands(violation);
            case VALUES -> "Map value must satisfy constraint: " + demands(violation);
        };
    }

    /** All that is demanded of a part, whatever of it was broken. */
    private static List<String> demands(Violation violation) {
        Constraints constraints = violation.constraints();
        List<Violation.Problem> possible = new ArrayList<>();
        boolean number = violation.problem() == Violation.Problem.VALUES && numeric(violation);
        if (constraints.max() != null) {
            possible.add(number ? Violation.Problem.TOO_LARGE : Violation.Problem.TOO_LONG);
        }
        if (constraints.min() != null) {
            possible.add(number ? Violation.Problem.TOO_SMALL : Violation.Problem.TOO_SHORT);
        }
        if (constraints.pattern() != null) {
            possible.add(Violation.Problem.PATTERN);
        }
        if (!constraints.values().isEmpty()) {
            possible.add(Violation.Problem.NOT_IN_ENUM);
        }
        possible.add(Violation.Problem.MISSING);
        return possible.stream()
                .map(problem -> constraint(new Violation("", null, problem, constraints)))
                .toList();
    }

    private static boolean numeric(Violation violation) {
        return violation.value() instanceof Map<?, ?> map
                && map.values().stream().allMatch(Number.class::isInstance);
    }

    private static String plain(@Nullable BigDecimal bound) {
        return bound == null ? "" : bound.toPlainString();
    }
}

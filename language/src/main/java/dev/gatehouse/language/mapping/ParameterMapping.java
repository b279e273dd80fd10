package dev.gatehouse.language.mapping;

import dev.gatehouse.language.variable.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of an HTTP API's request or response parameters, ready to be applied.
 *
 * @param value what the target becomes; means nothing for a removal
 */
public record ParameterMapping(Target target, Expression value) {
    private static final String PREFIX =
            "Invalid mapping expression specified: Validation Result: warnings : [], errors : [";

    /** Which of the two maps of an integration an entry stands in. */
    public enum Direction {
        REQUEST,
        RESPONSE
    }

    /** What is wrong with an entry, in AWS's words; empty when nothing is. */
    public static Optional<String> check(Direction direction, String key, String value) {
        Optional<Target> target = Target.parse(key);
        if (target.isEmpty() || !isOf(direction, target.get())) {
            return error("Invalid mapping expression destination specified: " + key);
        }
        if (target.get() instanceof Target.Header header && ReservedHeaders.forbid(header)) {
            return error("Operations on header " + header.name() + " are restricted");
        }
        if (isRemoval(target.get())) {
            return value.isEmpty() || value.equals("''")
                    ? Optional.empty()
                    : error("Remove operations must have an empty value: " + key);
        }
        Optional<Expression> expression = Expression.parse(value);
        if (expression.isEmpty() || !isOf(direction, expression.get())) {
            return error("Invalid mapping expression parameter specified: " + value);
        }
        if (target.get() instanceof Target.StatusCode && !isStatus(value)) {
            return error("Invalid status code specified: " + value);
        }
        return Optional.empty();
    }

    /**
     * The entries compiled, removals last and otherwise in the order of their keys.
     *
     * @throws IllegalArgumentException naming the first entry that {@link #check} refuses
     */
    public static List<ParameterMapping> compile(
            Direction direction, Map<String, String> parameters) {
        List<ParameterMapping> mappings = new ArrayList<>(parameters.size());
        List<ParameterMapping> removals = new ArrayList<>();
        parameters.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> {
                    ParameterMapping mapping = of(direction, entry.getKey(), entry.getValue());
                    (isRemoval(mapping.target) ? removals : mappings).add(mapping);
                });
        mappings.addAll(removals);
        return List.copyOf(mappings);
    }

    private static ParameterMapping of(Direction direction, String key, String value) {
        check(direction, key, value)
                .ifPresent(error -> {
                    throw new IllegalArgumentException(error);
                });
        return new ParameterMapping(
                Target.parse(key).orElseThrow(), Expression.parse(value).orElseThrow());
    }

    private static boolean isOf(Direction direction, Target target) {
        return switch (target) {
            case Target.Header(Target.Change _, String _) -> true;
            case Target.Query(Target.Change _, String _) -> direction == Direction.REQUEST;
            case Target.Path() -> direction == Direction.REQUEST;
            case Target.StatusCode() -> direction == Direction.RESPONSE;
        };
    }

    private static boolean isOf(Direction direction, Expression expression) {
        return direction == Direction.RESPONSE || !expression.uses(Source::isOfResponse);
    }

    private static boolean isRemoval(Target target) {
        return switch (target) {
            case Target.Header(Target.Change change, String _) -> change == Target.Change.REMOVE;
            case Target.Query(Target.Change change, String _) -> change == Target.Change.REMOVE;
            case Target.Path() -> false;
            case Target.StatusCode() -> false;
        };
    }

    private static boolean isStatus(String value) {
        return value.length() == 3
                && value.charAt(0) >= '2'
                && value.charAt(0) <= '5'
                && Character.isDigit(value.charAt(1))
                && Character.isDigit(value.charAt(2));
    }

    private static Optional<String> error(String text) {
        return Optional.of(PREFIX + text + "]");
    }
}

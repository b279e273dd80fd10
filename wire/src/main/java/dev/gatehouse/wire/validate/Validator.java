package dev.gatehouse.wire.validate;

import dev.gatehouse.wire.schema.Constraints;
import dev.gatehouse.wire.schema.Member;
import dev.gatehouse.wire.schema.Shape;
import dev.gatehouse.wire.schema.Shape.Mapping;
import dev.gatehouse.wire.schema.Shape.Scalar;
import dev.gatehouse.wire.schema.Shape.Sequence;
import dev.gatehouse.wire.schema.Shape.Structure;
import dev.gatehouse.wire.validate.Violation.Problem;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Walks one input beside its shape and collects what breaks a constraint. */
final class Validator {
    /** A longer text is not held against a pattern: its length is refused anyway. */
    private static final int MAX_MATCHED = 100_000;

    /** More are not told: the answer must not grow with what was sent. */
    private static final int MOST_TOLD = 1_000;

    /** Breaks any bound: what stands for infinity and for what is not a number. */
    private static final BigDecimal BEYOND = BigDecimal.valueOf(Double.MAX_VALUE);

    private final Validation form;
    private final List<Violation> violations = new ArrayList<>();
    private final Deque<String> path = new ArrayDeque<>();

    private Validator(Validation form) {
        this.form = form;
    }

    static List<Violation> violations(
            Validation form, Structure shape, Map<String, Object> values) {
        Validator validator = new Validator(form);
        validator.structure(shape, values);
        return validator.violations;
    }

    private void structure(Structure shape, Map<?, ?> values) {
        for (Member member : shape.members()) {
            Object value = values.get(member.name());
            path.addLast(uncapitalized(member.name()));
            if (value != null) {
                value(member, value);
            } else if (member.is(Member.Trait.REQUIRED)) {
                add(null, Problem.MISSING, Constraints.NONE);
            }
            path.removeLast();
        }
    }

    private void value(Member member, Object value) {
        Shape shape = member.shape();
        Object shown = member.is(Member.Trait.SENSITIVE) ? null : value;
        if (!shape.constraints().none()) {
            constraints(shape.constraints(), value, shown);
        }
        switch (shape) {
            case Scalar _ -> {}
            case Structure structure -> structure(structure, (Map<?, ?>) value);
            case Sequence sequence -> elements(sequence, (List<?>) value, shown);
            case Mapping mapping -> entries(mapping, (Map<?, ?>) value, shown);
        }
    }

    private void elements(Sequence sequence, List<?> list, @Nullable Object shown) {
        if (together(sequence.element())) {
            parts(sequence.element(), list, Problem.ELEMENTS, shown);
            return;
        }
        int number = 0;
        for (Object element : list) {
            part(sequence.element(), element, ++number + ".member");
        }
    }

    private void entries(Mapping mapping, Map<?, ?> map, @Nullable Object shown) {
        if (together(mapping.value())) {
            parts(mapping.key(), map.keySet(), Problem.KEYS, shown);
            parts(mapping.value(), map.values(), Problem.VALUES, shown);
            return;
        }
        map.forEach((key, element) -> {
            part(mapping.key(), key, (String) key);
            part(mapping.value(), element, (String) key);
        });
    }

    private boolean together(Member member) {
        return form == Validation.PARTS_TOGETHER && member.shape() instanceof Scalar;
    }

    private void parts(
            Member member, Collection<?> parts, Problem problem, @Nullable Object shown) {
        Constraints constraints = member.shape().constraints();
        for (Object part : parts) {
            if (part != null && !problems(constraints, part).isEmpty()) {
                add(shown, problem, constraints);
                return;
            }
        }
    }

    private void part(Member member, @Nullable Object value, String step) {
        if (value != null) {
            path.addLast(step);
            value(member, value);
            path.removeLast();
        }
    }

    private void constraints(Constraints constraints, Object value, @Nullable Object shown) {
        problems(constraints, value).forEach(problem -> add(shown, problem, constraints));
    }

    private static List<Problem> problems(Constraints constraints, Object value) {
        List<Problem> problems = new ArrayList<>();
        BigDecimal size = size(value);
        boolean number = value instanceof Number;
        if (constraints.max() != null && size.compareTo(constraints.max()) > 0) {
            problems.add(number ? Problem.TOO_LARGE : Problem.TOO_LONG);
        }
        if (constraints.min() != null && size.compareTo(constraints.min()) < 0) {
            problems.add(number ? Problem.TOO_SMALL : Problem.TOO_SHORT);
        }
        if (value instanceof String text && !matches(constraints, text)) {
            problems.add(Problem.PATTERN);
        }
        if (!constraints.values().isEmpty() && !constraints.values().contains(value.toString())) {
            problems.add(Problem.NOT_IN_ENUM);
        }
        if (constraints.unique() && distinct((List<?>) value) < size.intValue()) {
            problems.add(Problem.DUPLICATES);
        }
        return problems;
    }

    private static long distinct(List<?> list) {
        Set<@Nullable Object> seen = new HashSet<>();
        list.forEach(e -> seen.add(e instanceof byte[] blob ? ByteBuffer.wrap(blob) : e));
        return seen.size();
    }

    private static boolean matches(Constraints constraints, String text) {
        Pattern pattern = constraints.pattern();
        return pattern == null || (text.length() <= MAX_MATCHED && pattern.matcher(text).matches());
    }

    /** A number itself; the length of everything else, of a text in Unicode characters. */
    private static BigDecimal size(Object value) {
        return switch (value) {
            case Double real when !Double.isFinite(real) -> beyond(real);
            case Float real when !Float.isFinite(real) -> beyond(real);
            case Number number -> new BigDecimal(number.toString());
            case String text -> BigDecimal.valueOf(text.codePointCount(0, text.length()));
            case byte[] blob -> BigDecimal.valueOf(blob.length);
            case List<?> list -> BigDecimal.valueOf(list.size());
            case Map<?, ?> map -> BigDecimal.valueOf(map.size());
            default -> BigDecimal.ZERO;
        };
    }

    private static BigDecimal beyond(double value) {
        return value == Double.NEGATIVE_INFINITY ? BEYOND.negate() : BEYOND;
    }

    private void add(@Nullable Object shown, Problem problem, Constraints constraints) {
        if (violations.size() < MOST_TOLD) {
            violations.add(new Violation(String.join(".", path), shown, problem, constraints));
        }
    }

    private static String uncapitalized(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}

package dev.gatehouse.language.mapping;

import dev.gatehouse.language.variable.Scope;
import dev.gatehouse.language.variable.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The value of a mapping, parsed: {@code $variable} alone, or text with {@code ${variable}} in it.
 */
public final class Expression {
    private final List<Part> parts;

    private sealed interface Part {
        record Text(String text) implements Part {}

        record Variable(Source source) implements Part {}
    }

    private Expression(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Empty when the text names a variable that does not exist or leaves a brace open. */
    public static Optional<Expression> parse(String text) {
        if (text.startsWith("$") && !text.startsWith("${")) {
            return Source.parse(text.substring(1))
                    .map(source -> new Expression(List.of(new Part.Variable(source))));
        }
        List<Part> parts = new ArrayList<>();
        int at = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", at)) {
            int close = text.indexOf('}', open);
            Optional<Source> source =
                    close < 0 ? Optional.empty() : Source.parse(text.substring(open + 2, close));
            if (source.isEmpty()) {
                return Optional.empty();
            }
            if (open > at) {
                parts.add(new Part.Text(text.substring(at, open)));
            }
            parts.add(new Part.Variable(source.get()));
            at = close + 1;
        }
        if (at < text.length()) {
            parts.add(new Part.Text(text.substring(at)));
        }
        return Optional.of(new Expression(parts));
    }

    /** The value; null when it is one variable that the call does not have. */
    public @Nullable String evaluate(Scope scope) {
        if (parts.size() == 1) {
            return value(parts.getFirst(), scope);
        }
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            String value = value(part, scope);
            text.append(value == null ? "" : value);
        }
        return text.toString();
    }

    private static @Nullable String value(Part part, Scope scope) {
        return switch (part) {
            case Part.Text(String text) -> text;
            case Part.Variable(Source source) -> source.read(scope);
        };
    }

    /** Whether some variable of the expression has this quality. */
    public boolean uses(Predicate<Source> quality) {
        for (Part part : parts) {
            if (part instanceof Part.Variable(Source source) && quality.test(source)) {
                return true;
            }
        }
        return false;
    }
}

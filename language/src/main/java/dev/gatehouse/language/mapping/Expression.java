package dev.gatehouse.language.mapping;

import dev.gatehouse.language.variable.Scope;
import dev.gatehouse.language.variable.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The value of a mapping, parsed: a variable alone, {@code $request.header.id}, or text with
 * variables in it, {@code /a/${request.path.id}}. In a text the braces may be left out: {@code
 * /a/$request.path.id} names the variable up to the first character that is no letter, digit,
 * {@code _}, {@code -} or {@code .}.
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

    /**
     * Empty when the text begins with or has in braces what is no variable, or leaves a brace open.
     */
    public static Optional<Expression> parse(String text) {
        Optional<Source> alone =
                text.startsWith("$") ? Source.parse(text.substring(1)) : Optional.empty();
        return alone.isPresent()
                ? Optional.of(new Expression(List.of(new Part.Variable(alone.get()))))
                : parseText(text);
    }

    private static Optional<Expression> parseText(String text) {
        List<Part> parts = new ArrayList<>();
        int taken = 0;
        for (int at = text.indexOf('$'); at >= 0; at = text.indexOf('$', Math.max(taken, at + 1))) {
            Reference reference = Reference.at(text, at);
            if (reference != null) {
                addText(parts, text.substring(taken, at));
                parts.add(new Part.Variable(reference.source));
                taken = reference.end;
            } else if (at == 0 || text.startsWith("${", at)) {
                return Optional.empty();
            }
        }
        addText(parts, text.substring(taken));
        return Optional.of(new Expression(parts));
    }

    private static void addText(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Part.Text(text));
        }
    }

    /** A variable in a text, and where the text goes on. */
    private record Reference(Source source, int end) {
        /** Null when the dollar begins no variable. */
        static @Nullable Reference at(String text, int dollar) {
            boolean braced = text.startsWith("${", dollar);
            int start = dollar + (braced ? 2 : 1);
            int end = braced ? text.indexOf('}', start) : endOfName(text, start);
            if (end < 0) {
                return null;
            }
            return Source.parse(text.substring(start, end))
                    .map(source -> new Reference(source, braced ? end + 1 : end))
                    .orElse(null);
        }

        private static int endOfName(String text, int start) {
            int end = start;
            while (end < text.length() && isOfName(text.charAt(end))) {
                end++;
            }
            return end;
        }

        private static boolean isOfName(char c) {
            return (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '_'
                    || c == '-'
                    || c == '.';
        }
    }

    /** The text, when no variable is in it. */
    public Optional<String> constant() {
        return switch (parts.size()) {
            case 0 -> Optional.of("");
            case 1 ->
                    parts.getFirst() instanceof Part.Text(String text)
                            ? Optional.of(text)
                            : Optional.empty();
            default -> Optional.empty();
        };
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

package dev.gatehouse.language.selection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * The part of JSONPath that HTTP APIs take to select from a payload in UTF-8: names and indexes, no
 * descent, filter or wildcard. Only the first {@value #LIMIT} bytes of a payload are looked at; a
 * value that ends within them is found although the payload is cut.
 *
 * @param steps outermost first; none for the payload as it is
 */
public record BodyPath(List<Step> steps) {
    private static final int LIMIT = 100 * 1024;
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(TokenStreamFactory.Feature.CHARSET_DETECTION).build();

    /** One step into a value. */
    public sealed interface Step {
        record Name(String name) implements Step {}

        record Index(int index) implements Step {}
    }

    public BodyPath {
        steps = List.copyOf(steps);
    }

    /** Empty when the text, such as {@code .a.b[0]['c d']}, is not a path of this language. */
    public static Optional<BodyPath> parse(String text) {
        List<Step> steps = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.charAt(at) == '.' ? name(text, at + 1, steps) : bracket(text, at, steps);
            if (end < 0) {
                return Optional.empty();
            }
            at = end;
        }
        return Optional.of(new BodyPath(steps));
    }

    private static int name(String text, int from, List<Step> steps) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
            if ("*?()@$]'\" ".indexOf(text.charAt(end)) >= 0) {
                return -1;
            }
            end++;
        }
        if (end == from) {
            return -1;
        }
        steps.add(new Step.Name(text.substring(from, end)));
        return end;
    }

    private static int bracket(String text, int from, List<Step> steps) {
        if (text.charAt(from) != '[' || from + 1 >= text.length()) {
            return -1;
        }
        char quote = text.charAt(from + 1);
        if (quote == '\'' || quote == '"') {
            int close = text.indexOf(quote + "]", from + 2);
            if (close < 0) {
                return -1;
            }
            steps.add(new Step.Name(text.substring(from + 2, close)));
            return close + 2;
        }
        int close = text.indexOf(']', from);
        if (close < 0 || close - from > 8 || close == from + 1) {
            return -1;
        }
        for (int i = from + 1; i < close; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return -1;
            }
        }
        steps.add(new Step.Index(Integer.parseInt(text.substring(from + 1, close))));
        return close + 1;
    }

    /**
     * The selected value: a string's content, the JSON text of anything else, null when there is no
     * such value or the payload is no JSON up to there.
     */
    public @Nullable String select(byte[] payload) {
        int length = Math.min(payload.length, LIMIT);
        if (steps.isEmpty()) {
            return new String(payload, 0, length, StandardCharsets.UTF_8);
        }
        try (JsonParser parser =
                FACTORY.createParser(ObjectReadContext.empty(), payload, 0, length)) {
            parser.nextToken();
            for (Step step : steps) {
                if (!enter(parser, step)) {
                    return null;
                }
            }
            return render(parser, payload);
        } catch (JacksonException cutOrNoJson) {
            return null;
        }
    }

    private static boolean enter(JsonParser parser, Step step) {
        return switch (step) {
            case Step.Name(String name) -> enter(parser, name);
            case Step.Index(int index) -> enter(parser, index);
        };
    }

    private static boolean enter(JsonParser parser, String name) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean wanted = parser.currentName().equals(name);
            parser.nextToken();
            if (wanted) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static boolean enter(JsonParser parser, int index) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return false;
        }
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (i == index) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static @Nullable String render(JsonParser parser, byte[] payload) {
        JsonToken token = parser.currentToken();
        if (token == null || token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token.isScalarValue()) {
            return parser.getString();
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int end = (int) parser.currentLocation().getByteOffset();
        return new String(payload, start, end - start, StandardCharsets.UTF_8);
    }
}

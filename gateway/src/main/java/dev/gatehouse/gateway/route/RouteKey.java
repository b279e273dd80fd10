package dev.gatehouse.gateway.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A route's key, parsed: {@code $default}, or a verb or {@code ANY} with a path template.
 *
 * @param text as configured
 * @param verb {@code ANY} for {@code $default} too
 * @param path the template as configured; empty for {@code $default}
 * @param segments the template's segments; none for the root and for {@code $default}
 */
public record RouteKey(
        String text, String verb, String path, List<Segment> segments, List<Variable> variables) {
    public static final String DEFAULT = "$default";
    public static final String ANY = "ANY";

    /** One segment of a template. */
    public sealed interface Segment {
        record Literal(String text) implements Segment {}

        record OneSegment() implements Segment {}

        /** Everything up to the end of the path, which may be nothing. */
        record Greedy() implements Segment {}
    }

    /** A path variable and where its value stands. */
    public record Variable(String name, int segment, boolean greedy) {
        /** The value, decoded. */
        public String value(RequestPath path) {
            return greedy ? path.textFrom(segment) : path.segment(segment);
        }

        /** The value as it stood on the wire. */
        public String rawValue(RequestPath path) {
            return greedy ? path.rawFrom(segment) : path.rawSegment(segment);
        }
    }

    public RouteKey {
        segments = List.copyOf(segments);
        variables = List.copyOf(variables);
    }

    /** Empty when the text is no route key. */
    public static Optional<RouteKey> parse(String text) {
        if (text.equals(DEFAULT)) {
            return Optional.of(new RouteKey(DEFAULT, ANY, "", List.of(), List.of()));
        }
        int space = text.indexOf(' ');
        if (space <= 0 || space + 1 >= text.length() || text.charAt(space + 1) != '/') {
            return Optional.empty();
        }
        return parse(text, text.substring(0, space), text.substring(space + 1));
    }

    private static Optional<RouteKey> parse(String text, String verb, String path) {
        List<Segment> segments = new ArrayList<>();
        List<Variable> variables = new ArrayList<>();
        if (path.length() > 1) {
            for (String segment : path.substring(1).split("/", -1)) {
                if (!add(segment, segments, variables)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new RouteKey(text, verb, path, segments, variables));
    }

    private static boolean add(String segment, List<Segment> segments, List<Variable> variables) {
        if (!segments.isEmpty() && segments.getLast() instanceof Segment.Greedy) {
            return false;
        }
        if (!segment.startsWith("{")) {
            segments.add(new Segment.Literal(segment));
            return segment.indexOf('{') < 0 && segment.indexOf('}') < 0;
        }
        boolean greedy = segment.endsWith("+}");
        int end = segment.length() - (greedy ? 2 : 1);
        if (!segment.endsWith("}") || end < 2) {
            return false;
        }
        variables.add(new Variable(segment.substring(1, end), segments.size(), greedy));
        segments.add(greedy ? new Segment.Greedy() : new Segment.OneSegment());
        return true;
    }

    public boolean isDefault() {
        return text.equals(DEFAULT);
    }
}

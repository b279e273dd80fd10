package dev.gatehouse.wire.restjson;

import dev.gatehouse.wire.protocol.MalformedInputException;
import dev.gatehouse.wire.protocol.QueryString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a verb and a path mean, by URI templates such as {@code
 * /2015-03-31/functions/{FunctionName}/aliases?find=Name}. A literal segment goes before a label, a
 * label before a greedy one ({@code {name+}}), and a template that demands query parameters before
 * one that does not. Slashes at the end do not matter. A path with a dot segment means nothing:
 * signatures are made of the path without it.
 *
 * <p>Filled first, then read by many threads.
 *
 * @param <T> what a template stands for
 */
public final class RestRoutes<T> {
    private final Node<T> root = new Node<>();

    /** What was found, with the decoded labels of its path. */
    public record Match<T>(T target, Map<String, String> labels) {}

    private record Route<T>(
            String verb, List<String> labels, Map<String, String> demanded, T target) {
        boolean accepts(String method, QueryString query) {
            return verb.equals(method)
                    && demanded.entrySet().stream()
                            .allMatch(e ->
                                    query.has(e.getKey())
                                            && query.first(e.getKey()).equals(e.getValue()));
        }
    }

    /** A route and what stands in the path for its labels, undecoded. */
    private record Found<T>(Route<T> route, List<String> values) {
        Map<String, String> labels() {
            Map<String, String> labels = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                labels.put(route.labels().get(i), QueryString.decode(values.get(i), false));
            }
            return labels;
        }
    }

    private static final class Node<T> {
        final Map<String, Node<T>> literals = new HashMap<>();
        @Nullable Node<T> label;
        @Nullable Node<T> greedy;
        final List<Route<T>> routes = new ArrayList<>();
    }

    public void add(String verb, String template, T target) {
        int mark = template.indexOf('?');
        String path = mark < 0 ? template : template.substring(0, mark);
        Map<String, String> demanded = new LinkedHashMap<>();
        QueryString.parse(mark < 0 ? "" : template.substring(mark + 1))
                .parameters()
                .forEach((name, values) -> demanded.put(name, values.getFirst()));
        List<String> labels = new ArrayList<>();
        Node<T> node = root;
        for (String segment : segments(path)) {
            node = child(node, segment, labels);
        }
        node.routes.add(new Route<>(verb, labels, demanded, target));
        node.routes.sort((a, b) -> b.demanded().size() - a.demanded().size());
    }

    private static <T> Node<T> child(Node<T> node, String segment, List<String> labels) {
        if (!segment.startsWith("{")) {
            return node.literals.computeIfAbsent(segment, s -> new Node<>());
        }
        boolean greedy = segment.endsWith("+}");
        labels.add(segment.substring(1, segment.length() - (greedy ? 2 : 1)));
        Node<T> next = greedy ? node.greedy : node.label;
        if (next == null) {
            next = new Node<>();
            if (greedy) {
                node.greedy = next;
            } else {
                node.label = next;
            }
        }
        return next;
    }

    /**
     * The target for this verb, raw path and query, or null.
     *
     * @throws MalformedInputException if a label cannot be decoded
     */
    public @Nullable Match<T> match(String verb, String rawPath, QueryString query) {
        Found<T> found = find(rawPath, route -> route.accepts(verb, query));
        return found == null ? null : new Match<>(found.route().target(), found.labels());
    }

    /** Whether the path has a meaning with some verb, even if a label of it cannot be decoded. */
    public boolean knows(String rawPath) {
        return find(rawPath, route -> true) != null;
    }

    private @Nullable Found<T> find(String rawPath, Predicate<Route<T>> accepts) {
        List<String> segments = segments(rawPath);
        return segments.contains(".") || segments.contains("..")
                ? null
                : match(root, segments, 0, new ArrayList<>(), accepts);
    }

    private @Nullable Found<T> match(
            Node<T> node,
            List<String> segments,
            int at,
            List<String> values,
            Predicate<Route<T>> accepts) {
        if (at == segments.size()) {
            return node.routes.stream()
                    .filter(accepts)
                    .findFirst()
                    .map(route -> new Found<>(route, List.copyOf(values)))
                    .orElse(null);
        }
        String segment = segments.get(at);
        Node<T> literal = node.literals.get(segment);
        Found<T> found = literal == null ? null : match(literal, segments, at + 1, values, accepts);
        if (found == null && node.label != null && !segment.isEmpty()) {
            values.add(segment);
            found = match(node.label, segments, at + 1, values, accepts);
            values.removeLast();
        }
        return found == null ? greedy(node, segments, at, values, accepts) : found;
    }

    private @Nullable Found<T> greedy(
            Node<T> node,
            List<String> segments,
            int at,
            List<String> values,
            Predicate<Route<T>> accepts) {
        Found<T> found = null;
        Node<T> greedy = node.greedy;
        for (int end = segments.size(); greedy != null && found == null && end > at; end--) {
            values.add(String.join("/", segments.subList(at, end)));
            found = match(greedy, segments, end, values, accepts);
            values.removeLast();
        }
        return found;
    }

    private static List<String> segments(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return end == 0 ? List.of() : List.of(path.substring(1, end).split("/", -1));
    }
}

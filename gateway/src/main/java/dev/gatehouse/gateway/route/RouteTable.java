package dev.gatehouse.gateway.route;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one stage as a trie over path segments; immutable once built. A search visits at
 * most the nodes that fit the path, whatever the number of routes.
 *
 * <p>Order of preference, from AWS docs, "Create routes for HTTP APIs": a full match, then a greedy
 * one, then {@code $default}. Of several full matches the one with the earliest literal segment
 * wins, of several greedy ones the one with the most specific path before the greedy variable; then
 * a verb wins over {@code ANY}.
 */
public final class RouteTable<R> {
    private final Node<R> root;
    private final @Nullable R fallback;

    private RouteTable(Node<R> root, @Nullable R fallback) {
        this.root = root;
        this.fallback = fallback;
    }

    /** The route that answers, or null. */
    public @Nullable R find(String verb, RequestPath path) {
        R route = path.isRoot() ? root.here.find(verb) : full(root, verb, path, 0);
        if (route == null) {
            route = greedy(root, verb, path, 0);
        }
        return route == null ? fallback : route;
    }

    private static <R> @Nullable R full(Node<R> node, String verb, RequestPath path, int depth) {
        if (depth == path.size()) {
            return node.here.find(verb);
        }
        Node<R> literal = node.literals.get(path.segment(depth));
        R route = literal == null ? null : full(literal, verb, path, depth + 1);
        if (route == null && node.variable != null && !path.segment(depth).isEmpty()) {
            route = full(node.variable, verb, path, depth + 1);
        }
        return route;
    }

    /** What the variable takes may be empty, but not the slash before it; the root needs none. */
    private static <R> @Nullable R greedy(Node<R> node, String verb, RequestPath path, int depth) {
        if (depth == path.size()) {
            return depth == 0 ? node.beyond.find(verb) : null;
        }
        Node<R> literal = node.literals.get(path.segment(depth));
        R route = literal == null ? null : greedy(literal, verb, path, depth + 1);
        if (route == null && node.variable != null && !path.segment(depth).isEmpty()) {
            route = greedy(node.variable, verb, path, depth + 1);
        }
        return route == null ? node.beyond.find(verb) : route;
    }

    /** What stands at one place of the trie; filled by the builder and never changed afterwards. */
    private static final class Node<R> {
        final Map<String, Node<R>> literals = new HashMap<>();
        final Verbs<R> here = new Verbs<>();
        final Verbs<R> beyond = new Verbs<>();
        @Nullable Node<R> variable;
    }

    /** The routes of one template by verb. */
    private static final class Verbs<R> {
        private final Map<String, R> byVerb = new HashMap<>();

        @Nullable R find(String verb) {
            if (byVerb.isEmpty()) {
                return null;
            }
            R route = byVerb.get(verb);
            return route == null ? byVerb.get(RouteKey.ANY) : route;
        }
    }

    /** Collects routes; a later one replaces an earlier one of the same key. */
    public static final class Builder<R> {
        private final Node<R> root = new Node<>();
        private @Nullable R fallback;

        public Builder<R> add(RouteKey key, R route) {
            if (key.isDefault()) {
                fallback = route;
                return this;
            }
            Node<R> node = root;
            for (RouteKey.Segment segment : key.segments()) {
                switch (segment) {
                    case RouteKey.Segment.Literal(String text) ->
                            node = node.literals.computeIfAbsent(text, _ -> new Node<>());
                    case RouteKey.Segment.OneSegment() -> node = variableOf(node);
                    case RouteKey.Segment.Greedy() -> {
                        node.beyond.byVerb.put(key.verb(), route);
                        return this;
                    }
                }
            }
            node.here.byVerb.put(key.verb(), route);
            return this;
        }

        private static <R> Node<R> variableOf(Node<R> node) {
            Node<R> variable = node.variable;
            if (variable == null) {
                variable = new Node<>();
                node.variable = variable;
            }
            return variable;
        }

        /** Must be called once, as the last thing. */
        public RouteTable<R> build() {
            return new RouteTable<>(root, fallback);
        }
    }
}

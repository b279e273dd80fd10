package dev.gatehouse.gateway.integrate;

import dev.gatehouse.gateway.call.RoutedCall;
import dev.gatehouse.gateway.route.RequestPath;
import dev.gatehouse.gateway.route.RouteKey;
import dev.gatehouse.gateway.transform.Outbound;
import dev.gatehouse.http.client.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The URI of a backend, parsed: {@code http(s)://host[:port]/path?query} with {@code {parameter}}
 * in its path.
 *
 * @param host the {@code Host} that the backend is asked for
 * @param wholePath whether the request's own path is sent, with its stage, as AWS does for private
 *     integrations
 */
record BackendTarget(
        Endpoint endpoint, String host, List<Part> path, String query, boolean wholePath) {
    sealed interface Part {
        record Literal(String text) implements Part {}

        record Parameter(String name) implements Part {}
    }

    BackendTarget {
        path = List.copyOf(path);
    }

    /** Empty when the text is no such URI. */
    static Optional<BackendTarget> parse(HttpProxy.Settings settings) {
        String uri = settings.uri();
        boolean secure = uri.startsWith("https://");
        if (!secure && !uri.startsWith("http://")) {
            return Optional.empty();
        }
        int hostStart = secure ? 8 : 7;
        int hostEnd = endOfHost(uri, hostStart);
        String authority = uri.substring(hostStart, hostEnd);
        int question = uri.indexOf('?', hostEnd);
        String path = uri.substring(hostEnd, question < 0 ? uri.length() : question);
        String query = question < 0 ? "" : uri.substring(question + 1);
        Optional<List<Part>> parts = parts(path);
        String address = settings.privateAddress() == null ? authority : settings.privateAddress();
        Optional<Endpoint> endpoint = endpoint(secure, address, settings.serverNameToVerify());
        if (parts.isEmpty() || endpoint.isEmpty() || authority.isEmpty() || !isTarget(uri)) {
            return Optional.empty();
        }
        boolean wholePath =
                settings.privateAddress() != null && (path.isEmpty() || path.equals("/"));
        return Optional.of(
                new BackendTarget(endpoint.get(), authority, parts.get(), query, wholePath));
    }

    /** Whether every character may stand in a request's line. */
    private static boolean isTarget(String uri) {
        return uri.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#');
    }

    private static int endOfHost(String uri, int from) {
        for (int i = from; i < uri.length(); i++) {
            if (uri.charAt(i) == '/' || uri.charAt(i) == '?') {
                return i;
            }
        }
        return uri.length();
    }

    private static Optional<Endpoint> endpoint(
            boolean secure, String address, @Nullable String serverName) {
        for (int i = 0; i < address.length(); i++) {
            if (address.charAt(i) <= ' ' || "{}@\\#%".indexOf(address.charAt(i)) >= 0) {
                return Optional.empty();
            }
        }
        int colon = address.lastIndexOf(':');
        boolean hasPort = colon > address.lastIndexOf(']');
        String host = hasPort ? address.substring(0, colon) : address;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            int port = hasPort ? Integer.parseInt(address.substring(colon + 1)) : secure ? 443 : 80;
            return host.isEmpty() || port < 1 || port > 65_535
                    ? Optional.empty()
                    : Optional.of(
                            new Endpoint(
                                    secure, host, port, serverName == null ? host : serverName));
        } catch (NumberFormatException noPort) {
            return Optional.empty();
        }
    }

    private static Optional<List<Part>> parts(String path) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        for (int open = path.indexOf('{'); open >= 0; open = path.indexOf('{', at)) {
            int close = path.indexOf('}', open);
            if (close < 0) {
                return Optional.empty();
            }
            if (open > at) {
                parts.add(new Part.Literal(path.substring(at, open)));
            }
            String name = path.substring(open + 1, close);
            parts.add(
                    new Part.Parameter(
                            name.endsWith("+") ? name.substring(0, name.length() - 1) : name));
            at = close + 1;
        }
        if (at < path.length()) {
            parts.add(new Part.Literal(path.substring(at)));
        }
        return Optional.of(parts);
    }

    /** Path and query for this request, as they are to stand on the wire. */
    String render(Outbound outbound) {
        StringBuilder target = new StringBuilder(64);
        RequestPath overwritten = outbound.overwritten().path();
        target.append(overwritten == null ? path(outbound.routed()) : overwritten.raw());
        char separator = '?';
        if (!query.isEmpty()) {
            target.append(separator).append(query);
            separator = '&';
        }
        if (!outbound.rawQuery().isEmpty()) {
            target.append(separator).append(outbound.rawQuery());
        }
        return target.toString();
    }

    private String path(RoutedCall routed) {
        if (wholePath) {
            return routed.rawEventPath();
        }
        if (path.size() == 1 && path.getFirst() instanceof Part.Literal(String text)) {
            return text;
        }
        StringBuilder rendered = new StringBuilder();
        for (Part part : path) {
            switch (part) {
                case Part.Literal(String text) -> rendered.append(text);
                case Part.Parameter(String name) -> append(rendered, name, routed);
            }
        }
        return rendered.isEmpty() ? "/" : rendered.toString();
    }

    private static void append(StringBuilder target, String name, RoutedCall routed) {
        for (RouteKey.Variable variable : routed.route().variables()) {
            if (variable.name().equals(name)) {
                target.append(variable.rawValue(routed.path()));
                return;
            }
        }
    }
}

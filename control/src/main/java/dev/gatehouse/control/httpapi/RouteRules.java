package dev.gatehouse.control.httpapi;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/** What a route of an HTTP API must be. AWS docs: Create routes for HTTP APIs. */
final class RouteRules {
    static final String DEFAULT_KEY = "$default";

    private static final String TARGET_PREFIX = "integrations/";
    private static final Set<String> VERBS =
            Set.of("ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
    private static final Pattern LITERAL =
            Pattern.compile("(?!\\.\\.?$)[A-Za-z0-9._~%!$&'()*+,;=:@-]+");
    private static final Pattern VARIABLE = Pattern.compile("\\{[A-Za-z0-9._:-]+\\+?}");

    private RouteRules() {}

    static String target(String integrationId) {
        return TARGET_PREFIX + integrationId;
    }

    static void check(ApiEdit edit, Route route) {
        refuseUnsupported(route);
        checkKey(route.routeKey());
        checkUnique(edit, route);
        checkTarget(edit, route.target());
    }

    static void checkKey(@Nullable String routeKey) {
        if (routeKey == null || routeKey.isEmpty()) {
            throw Faults.badRequest("Route key is required");
        }
        if (routeKey.equals(DEFAULT_KEY)) {
            return;
        }
        int space = routeKey.indexOf(' ');
        if (space < 0
                || !VERBS.contains(routeKey.substring(0, space))
                || routeKey.length() == space + 1
                || routeKey.charAt(space + 1) != '/') {
            throw Faults.badRequest(
                    "The provided route key is not formatted properly for HTTP protocol. Format"
                            + " should be \"<HTTP METHOD> /<RESOURCE PATH>\" or \"$default\"");
        }
        checkPath(routeKey.substring(space + 1));
    }

    private static void checkPath(String path) {
        if (path.equals("/")) {
            return;
        }
        List<String> parts = List.of(path.substring(1).split("/", -1));
        Set<String> names = new HashSet<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            boolean variable = VARIABLE.matcher(part).matches();
            boolean greedyInside = part.endsWith("+}") && i < parts.size() - 1;
            if (greedyInside || (!variable && !LITERAL.matcher(part).matches())) {
                throw Faults.badRequest("One or more path parts appear to be invalid: " + path);
            }
            if (variable && !names.add(part.replace("+", ""))) {
                throw Faults.badRequest("The path variable " + part + " appears twice in " + path);
            }
        }
    }

    private static void checkUnique(ApiEdit edit, Route route) {
        String key = route.routeKey();
        for (Route other : edit.routes().all()) {
            if (other.routeId().equals(route.routeId())) {
                continue;
            }
            if (other.routeKey().equals(key)) {
                throw Faults.conflict("Route with key " + key + " already exists for this API");
            }
            if (sameButForVariableNames(key, other.routeKey())) {
                throw Faults.conflict(
                        "The provided route key \"%s\" has a conflicting variable on the same hierarchical level as \"%s\""
                                .formatted(key, other.routeKey()));
            }
        }
    }

    /**
     * Walks both keys at once, jumping over the names in braces, so it ends at the first
     * difference.
     */
    private static boolean sameButForVariableNames(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length() && a.charAt(i) == b.charAt(j)) {
            if (a.charAt(i) == '{') {
                i = endOfName(a, i);
                j = endOfName(b, j);
            } else {
                i++;
                j++;
            }
        }
        return i == a.length() && j == b.length();
    }

    private static int endOfName(String key, int brace) {
        int close = key.indexOf('}', brace);
        return key.charAt(close - 1) == '+' ? close - 1 : close;
    }

    private static void checkTarget(ApiEdit edit, @Nullable String target) {
        if (target == null) {
            return;
        }
        if (!target.startsWith(TARGET_PREFIX)) {
            throw Faults.badRequest(
                    "Invalid target " + target + ": expected integrations/INTEGRATION_ID");
        }
        String id = target.substring(TARGET_PREFIX.length());
        if (edit.integrations().find(id).isEmpty()) {
            throw Faults.notFound("Integration", id);
        }
    }

    private static void refuseUnsupported(Route route) {
        String authorization = route.authorizationTypeAsString();
        if (authorization != null && !authorization.equals(AuthorizationType.NONE.toString())) {
            throw Faults.unsupported(
                    "AuthorizationType " + authorization, "only NONE is accepted on routes");
        }
        if (route.authorizerId() != null) {
            throw Faults.unsupported("AuthorizerId", "there are no authorizers");
        }
        if (!route.authorizationScopes().isEmpty()) {
            throw Faults.unsupported("AuthorizationScopes", "there are no authorizers");
        }
        if (Boolean.TRUE.equals(route.apiKeyRequired())) {
            throw Faults.webSocketOnly("ApiKeyRequired");
        }
        if (route.modelSelectionExpression() != null) {
            throw Faults.webSocketOnly("ModelSelectionExpression");
        }
        if (!route.requestModels().isEmpty()) {
            throw Faults.webSocketOnly("RequestModels");
        }
        if (!route.requestParameters().isEmpty()) {
            throw Faults.webSocketOnly("RequestParameters");
        }
        if (route.routeResponseSelectionExpression() != null) {
            throw Faults.webSocketOnly("RouteResponseSelectionExpression");
        }
    }
}

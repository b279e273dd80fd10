package dev.gatehouse.control.httpapi;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;

/** What a CORS configuration must be. AWS docs: Configure CORS for HTTP APIs. */
final class CorsRules {
    private static final int MAX_AGE_SECONDS = 86_400;
    private static final Set<String> METHODS =
            Set.of("*", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
    private static final Pattern ORIGIN =
            Pattern.compile("\\*|https?://\\*|[a-z][a-z0-9+.-]*://[^\\s/*]+");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private CorsRules() {}

    /** With methods in upper case: callers may write them in any. */
    static @Nullable Cors normalized(@Nullable Cors cors) {
        if (cors == null || !cors.hasAllowMethods()) {
            return cors;
        }
        List<String> methods = cors.allowMethods().stream().map(CorsRules::upper).toList();
        return cors.toBuilder().allowMethods(methods).build();
    }

    private static String upper(String method) {
        return method.toUpperCase(Locale.ROOT);
    }

    static void check(@Nullable Cors cors) {
        if (cors == null) {
            return;
        }
        if (Boolean.TRUE.equals(cors.allowCredentials()) && cors.allowOrigins().contains("*")) {
            throw Faults.badRequest("allow-credentials is not supported if 'allow-origin' is *");
        }
        Integer maxAge = cors.maxAge();
        if (maxAge != null && (maxAge < -1 || maxAge > MAX_AGE_SECONDS)) {
            throw Faults.badRequest(
                    "Invalid max-age " + maxAge + ": expected -1 to " + MAX_AGE_SECONDS);
        }
        cors.allowOrigins().forEach(origin -> check(ORIGIN, "allow-origin", origin));
        cors.allowHeaders().forEach(header -> check(HEADER, "allow-headers", header));
        cors.exposeHeaders().forEach(header -> check(HEADER, "expose-headers", header));
        for (String method : cors.allowMethods()) {
            if (!METHODS.contains(upper(method))) {
                throw invalid("allow-methods", method);
            }
        }
    }

    private static void check(Pattern form, String setting, String value) {
        if (!form.matcher(value).matches()) {
            throw invalid(setting, value);
        }
    }

    private static RuntimeException invalid(String setting, String value) {
        return Faults.badRequest("Invalid format for '" + setting + "': " + value);
    }
}

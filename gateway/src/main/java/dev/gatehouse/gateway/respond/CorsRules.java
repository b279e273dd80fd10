package dev.gatehouse.gateway.respond;

import dev.gatehouse.gateway.stage.HttpApiStage.Cors;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The CORS configuration of an API, ready to be applied. Source: AWS docs, "Configure CORS for HTTP
 * APIs".
 */
public final class CorsRules {
    private final Set<String> origins;
    private final Headers preflight;
    private final Headers actual;

    public CorsRules(Cors cors) {
        origins = Set.copyOf(cors.allowOrigins());
        Headers shared =
                cors.allowCredentials()
                        ? Headers.of("access-control-allow-credentials", "true")
                        : Headers.empty();
        Headers.Builder ofPreflight = shared.toBuilder();
        addList(ofPreflight, "access-control-allow-methods", cors.allowMethods());
        addList(ofPreflight, "access-control-allow-headers", cors.allowHeaders());
        if (cors.maxAge() != null) {
            ofPreflight.add("access-control-max-age", Integer.toString(cors.maxAge()));
        }
        preflight = ofPreflight.build();
        Headers.Builder ofActual = shared.toBuilder();
        addList(ofActual, "access-control-expose-headers", cors.exposeHeaders());
        actual = ofActual.build();
    }

    private static void addList(Headers.Builder headers, String name, Iterable<String> values) {
        String joined = String.join(",", values);
        if (!joined.isEmpty()) {
            headers.add(name, joined);
        }
    }

    public static boolean isPreflight(Request request) {
        return request.method().equals("OPTIONS")
                && request.headers().contains("origin")
                && request.headers().contains("access-control-request-method");
    }

    /** The headers of a preflight's answer; none for an origin that is not allowed. */
    public Headers ofPreflight(Request request) {
        return withOrigin(request.headers().first("origin"), preflight);
    }

    /** The headers that a response to this request gets; none when it has no allowed origin. */
    public Headers ofActual(Request request) {
        return withOrigin(request.headers().first("origin"), actual);
    }

    private Headers withOrigin(@Nullable String origin, Headers others) {
        if (origin == null || !allows(origin)) {
            return Headers.empty();
        }
        Headers.Builder headers = Headers.builder();
        headers.add("access-control-allow-origin", origins.contains("*") ? "*" : origin);
        others.forEach(headers::add);
        return headers.build();
    }

    private boolean allows(String origin) {
        return origins.contains("*")
                || origins.contains(origin)
                || (origin.startsWith("https://") && origins.contains("https://*"))
                || (origin.startsWith("http://") && origins.contains("http://*"));
    }
}

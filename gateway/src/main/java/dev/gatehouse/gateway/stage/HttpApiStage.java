package dev.gatehouse.gateway.stage;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One deployed stage of an HTTP API as it was configured: the input of compilation.
 *
 * @param stage the stage's name, {@code $default} among them
 * @param cors null when the API has no CORS configuration
 * @param defaultThrottle null for the account's limits only
 * @param routeThrottles by route key
 */
public record HttpApiStage(
        String account,
        String region,
        String apiId,
        String stage,
        String deploymentId,
        Map<String, String> variables,
        boolean disableExecuteApiEndpoint,
        @Nullable Cors cors,
        @Nullable Throttle defaultThrottle,
        Map<String, Throttle> routeThrottles,
        List<HttpRoute> routes) {
    public HttpApiStage {
        variables = Map.copyOf(variables);
        routeThrottles = Map.copyOf(routeThrottles);
        routes = List.copyOf(routes);
    }

    /**
     * A route.
     *
     * @param routeKey {@code $default}, or a verb or {@code ANY}, a space and a path template:
     *     {@code GET /pets/{id}}
     * @param integration null when none is attached: calls are answered with AWS's 500
     */
    public record HttpRoute(String routeKey, @Nullable HttpIntegration integration) {}

    /** CORS settings; empty lists and null mean not set. */
    public record Cors(
            boolean allowCredentials,
            List<String> allowHeaders,
            List<String> allowMethods,
            List<String> allowOrigins,
            List<String> exposeHeaders,
            @Nullable Integer maxAge) {
        public Cors {
            allowHeaders = List.copyOf(allowHeaders);
            allowMethods = List.copyOf(allowMethods);
            allowOrigins = List.copyOf(allowOrigins);
            exposeHeaders = List.copyOf(exposeHeaders);
        }
    }

    /** A token bucket: requests a second and the burst above it. */
    public record Throttle(double rate, int burst) {}
}

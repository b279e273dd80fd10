package dev.gatehouse.control.openapi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;

/**
 * An HTTP API as a document defines it, without identifiers.
 *
 * @param disableExecuteApiEndpoint null when the document says nothing
 */
public record ApiDefinition(
        String name,
        @Nullable String description,
        @Nullable String version,
        @Nullable Cors cors,
        @Nullable Boolean disableExecuteApiEndpoint,
        Map<String, String> tags,
        List<DefinedRoute> routes) {
    public ApiDefinition {
        tags = Map.copyOf(tags);
        routes = List.copyOf(routes);
    }

    /**
     * A route and where it leads.
     *
     * @param integration null when the route has none
     * @param sharedAs the name under which several routes share the integration, or null when it is
     *     this route's own
     */
    public record DefinedRoute(
            String routeKey,
            @Nullable String operationName,
            @Nullable Integration integration,
            @Nullable String sharedAs) {}
}

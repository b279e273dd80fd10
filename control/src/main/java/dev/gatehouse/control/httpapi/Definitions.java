package dev.gatehouse.control.httpapi;

import dev.gatehouse.control.openapi.ApiDefinition;
import dev.gatehouse.control.openapi.ApiDefinition.DefinedRoute;
import dev.gatehouse.foundation.id.Ids;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/** Turns the definition of a document into an API's parts, and the parts into a definition. */
final class Definitions {
    /** The version of an API that has none, as a document must have one. */
    private static final DateTimeFormatter CREATED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final IntegrationChecks checks;
    private final HttpApiSettings settings;

    Definitions(IntegrationChecks checks, HttpApiSettings settings) {
        this.checks = checks;
        this.settings = settings;
    }

    /** The API's own settings as the definition has them; what it lacks is unset. */
    static Api api(Api.Builder builder, ApiDefinition definition) {
        Api api =
                builder.name(definition.name())
                        .description(definition.description())
                        .version(definition.version())
                        .corsConfiguration(definition.cors())
                        .disableExecuteApiEndpoint(definition.disableExecuteApiEndpoint())
                        .tags(definition.tags())
                        .build();
        ApiRules.check(api);
        return ApiRules.withDefaults(api);
    }

    /** Replaces all routes and integrations; a route that stays keeps its identifier. */
    void replaceRoutes(ApiEdit edit, ApiDefinition definition) {
        if (definition.routes().size() > settings.routesPerApi()) {
            throw Faults.quota("Routes", "API", settings.routesPerApi());
        }
        Map<String, String> ids =
                edit.routes().all().stream()
                        .collect(Collectors.toMap(Route::routeKey, Route::routeId));
        edit.routes().removeAll();
        edit.integrations().removeAll();
        Map<String, String> shared = new HashMap<>();
        for (DefinedRoute route : definition.routes()) {
            String id = ids.getOrDefault(route.routeKey(), Ids.alphanumeric(7));
            add(edit, route, id, shared);
        }
        if (edit.integrations().size() > settings.integrationsPerApi()) {
            throw Faults.quota("Integrations", "API", settings.integrationsPerApi());
        }
    }

    private void add(ApiEdit edit, DefinedRoute defined, String id, Map<String, String> shared) {
        try {
            String target = target(edit, defined, shared);
            Route route =
                    Route.builder()
                            .routeKey(defined.routeKey())
                            .operationName(defined.operationName())
                            .target(target)
                            .build();
            route = RouteOperations.withDefaults(route, id);
            RouteRules.check(edit, route);
            edit.routes().put(id, route);
        } catch (BadRequestException | ConflictException | NotFoundException refused) {
            throw Faults.badRequest(
                    "Errors found during import:\n\tUnable to create route '%s': %s"
                            .formatted(defined.routeKey(), refused.getMessage()));
        }
    }

    private @Nullable String target(
            ApiEdit edit, DefinedRoute defined, Map<String, String> shared) {
        if (defined.integration() == null) {
            return null;
        }
        String known = defined.sharedAs() == null ? null : shared.get(defined.sharedAs());
        if (known != null) {
            return RouteRules.target(known);
        }
        String id = Ids.alphanumeric(7);
        Integration integration = defined.integration().toBuilder().integrationId(id).build();
        edit.integrations().put(id, checks.completed(edit.key(), integration));
        if (defined.sharedAs() != null) {
            shared.put(defined.sharedAs(), id);
        }
        return RouteRules.target(id);
    }

    /** The definition of an API with the content given, live or not. */
    static ApiDefinition of(Api api, Snapshot content) {
        Map<String, Integration> byTarget =
                content.integrations().stream()
                        .collect(
                                Collectors.toMap(
                                        integration ->
                                                RouteRules.target(integration.integrationId()),
                                        Function.identity()));
        Map<String, Long> uses =
                content.routes().stream()
                        .map(Route::target)
                        .filter(target -> target != null)
                        .collect(Collectors.groupingBy(t -> t, Collectors.counting()));
        List<DefinedRoute> routes =
                content.routes().stream().map(route -> defined(route, byTarget, uses)).toList();
        return new ApiDefinition(
                api.name(),
                api.description(),
                api.version() == null ? CREATED.format(api.createdDate()) : api.version(),
                content.cors(),
                content.disableExecuteApiEndpoint(),
                api.tags(),
                routes);
    }

    private static DefinedRoute defined(
            Route route, Map<String, Integration> byTarget, Map<String, Long> uses) {
        String target = route.target();
        Integration integration = target == null ? null : byTarget.get(target);
        String sharedAs =
                integration != null && uses.getOrDefault(target, 0L) > 1
                        ? integration.integrationId()
                        : null;
        return new DefinedRoute(route.routeKey(), route.operationName(), integration, sharedAs);
    }
}

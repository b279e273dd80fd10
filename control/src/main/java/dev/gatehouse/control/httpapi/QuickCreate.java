package dev.gatehouse.control.httpapi;

import dev.gatehouse.foundation.id.Ids;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/**
 * Quick create: a target makes an integration, a catch-all route and a {@code $default} stage that
 * deploys automatically, all managed by API Gateway. AWS docs: Create an HTTP API by using quick
 * create.
 */
final class QuickCreate {
    private final IntegrationChecks checks;

    QuickCreate(IntegrationChecks checks) {
        this.checks = checks;
    }

    /**
     * What CreateApi and UpdateApi say about it.
     *
     * @param target a function's ARN or a URL, or null
     */
    record Settings(
            @Nullable String target, @Nullable String routeKey, @Nullable String credentialsArn) {
        boolean isEmpty() {
            return target == null && routeKey == null && credentialsArn == null;
        }
    }

    /** Adds the managed parts to an API in creation; nothing without a target. */
    void create(ApiEdit edit, Settings settings) {
        if (settings.isEmpty()) {
            return;
        }
        if (settings.target() == null) {
            throw Faults.badRequest("RouteKey and CredentialsArn need a Target");
        }
        Integration.Builder base =
                Integration.builder().integrationId(Ids.alphanumeric(7)).apiGatewayManaged(true);
        Integration integration = target(base.build(), settings.target());
        integration = integration.toBuilder().credentialsArn(settings.credentialsArn()).build();
        put(edit, integration);
        addRoute(edit, integration.integrationId(), settings.routeKey());
        addStage(edit);
    }

    private static void addRoute(ApiEdit edit, String integrationId, @Nullable String routeKey) {
        Route route =
                Route.builder()
                        .routeId(Ids.alphanumeric(7))
                        .routeKey(routeKey == null ? RouteRules.DEFAULT_KEY : routeKey)
                        .target(RouteRules.target(integrationId))
                        .authorizationType(AuthorizationType.NONE)
                        .apiKeyRequired(false)
                        .apiGatewayManaged(true)
                        .build();
        RouteRules.check(edit, route);
        edit.routes().put(route.routeId(), route);
    }

    private static void addStage(ApiEdit edit) {
        Stage stage =
                Stage.builder()
                        .stageName(StageRules.DEFAULT_NAME)
                        .autoDeploy(true)
                        .apiGatewayManaged(true)
                        .createdDate(edit.now())
                        .lastUpdatedDate(edit.now())
                        .build();
        edit.stages().put(stage.stageName(), StageRules.withDefaults(stage));
    }

    /** Changes the managed route and integration; an API without them refuses. */
    void update(ApiEdit edit, Settings settings) {
        if (settings.isEmpty()) {
            return;
        }
        Integration integration = managedIntegration(edit);
        if (settings.target() != null) {
            integration = target(integration, settings.target());
        }
        if (settings.credentialsArn() != null) {
            integration = integration.toBuilder().credentialsArn(settings.credentialsArn()).build();
        }
        put(edit, integration);
        if (settings.routeKey() != null) {
            Route route = managedRoute(edit).toBuilder().routeKey(settings.routeKey()).build();
            RouteRules.check(edit, route);
            edit.routes().put(route.routeId(), route);
        }
    }

    private void put(ApiEdit edit, Integration integration) {
        edit.integrations()
                .put(integration.integrationId(), checks.completed(edit.key(), integration));
    }

    private static Integration managedIntegration(ApiEdit edit) {
        return edit.integrations().all().stream()
                .filter(integration -> Boolean.TRUE.equals(integration.apiGatewayManaged()))
                .findAny()
                .orElseThrow(QuickCreate::notQuickCreated);
    }

    private static Route managedRoute(ApiEdit edit) {
        return edit.routes().all().stream()
                .filter(route -> Boolean.TRUE.equals(route.apiGatewayManaged()))
                .findAny()
                .orElseThrow(QuickCreate::notQuickCreated);
    }

    private static RuntimeException notQuickCreated() {
        return Faults.badRequest(
                "Target, RouteKey and CredentialsArn can be updated only for APIs made by quick"
                        + " create");
    }

    private static Integration target(Integration integration, String target) {
        boolean lambda = IntegrationRules.isFunction(target);
        Integration.Builder changed =
                integration.toBuilder()
                        .integrationUri(target)
                        .integrationType(
                                lambda ? IntegrationType.AWS_PROXY : IntegrationType.HTTP_PROXY)
                        .integrationMethod(lambda ? "POST" : "ANY")
                        .payloadFormatVersion(lambda ? "2.0" : "1.0");
        return changed.build();
    }
}

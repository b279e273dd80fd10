package dev.gatehouse.control.httpapi;

import dev.gatehouse.gateway.stage.HttpApiStage;
import dev.gatehouse.gateway.stage.HttpApiStage.HttpRoute;
import dev.gatehouse.gateway.stage.HttpApiStage.Throttle;
import dev.gatehouse.gateway.stage.HttpIntegration;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.ConnectionType;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** Puts a stage and its deployment together into what the data plane compiles. */
final class StageAssembly {
    private static final System.Logger LOG = System.getLogger(StageAssembly.class.getName());

    private final HttpApiSettings settings;

    StageAssembly(HttpApiSettings settings) {
        this.settings = settings;
    }

    HttpApiStage assemble(ApiKey key, Stage stage, String deploymentId, Snapshot snapshot) {
        return new HttpApiStage(
                key.account(),
                key.region(),
                key.apiId(),
                stage.stageName(),
                deploymentId,
                stage.stageVariables(),
                snapshot.disableExecuteApiEndpoint(),
                cors(snapshot.cors()),
                throttle(stage.defaultRouteSettings()),
                throttles(stage.routeSettings()),
                routes(snapshot));
    }

    private List<HttpRoute> routes(Snapshot snapshot) {
        Map<String, @Nullable HttpIntegration> integrations = new HashMap<>();
        for (Integration integration : snapshot.integrations()) {
            integrations.put(
                    RouteRules.target(integration.integrationId()), integration(integration));
        }
        return snapshot.routes().stream().map(route -> route(route, integrations)).toList();
    }

    private static HttpRoute route(
            Route route, Map<String, @Nullable HttpIntegration> integrations) {
        String target = route.target();
        return new HttpRoute(route.routeKey(), target == null ? null : integrations.get(target));
    }

    private @Nullable HttpIntegration integration(Integration integration) {
        if (IntegrationType.AWS_PROXY.equals(integration.integrationType())) {
            return new HttpIntegration.LambdaProxy(
                    integration.integrationUri(),
                    integration.payloadFormatVersion(),
                    integration.timeoutInMillis(),
                    integration.requestParameters(),
                    integration.responseParameters());
        }
        return ConnectionType.VPC_LINK.equals(integration.connectionType())
                ? privateProxy(integration)
                : proxy(integration, integration.integrationUri(), null, null);
    }

    /**
     * TLS to the backend exactly when a name in its certificate is given to verify. Null, so that
     * calls are answered with AWS's 500, when the configuration has lost the target.
     */
    private @Nullable HttpIntegration privateProxy(Integration integration) {
        String arn = integration.integrationUri();
        String address = settings.privateTargets().get(arn);
        if (address == null) {
            LOG.log(Level.WARNING, "The configuration has no private target for " + arn);
            return null;
        }
        String name =
                integration.tlsConfig() == null
                        ? null
                        : integration.tlsConfig().serverNameToVerify();
        String scheme = name == null ? "http://" : "https://";
        return proxy(integration, scheme + address, address, name);
    }

    private static HttpIntegration proxy(
            Integration integration,
            String uri,
            @Nullable String privateAddress,
            @Nullable String serverName) {
        return new HttpIntegration.HttpProxy(
                integration.integrationMethod(),
                uri,
                privateAddress,
                serverName,
                integration.timeoutInMillis(),
                integration.requestParameters(),
                integration.responseParameters());
    }

    private static HttpApiStage.@Nullable Cors cors(@Nullable Cors cors) {
        return cors == null
                ? null
                : new HttpApiStage.Cors(
                        Boolean.TRUE.equals(cors.allowCredentials()),
                        cors.allowHeaders(),
                        cors.allowMethods(),
                        cors.allowOrigins(),
                        cors.exposeHeaders(),
                        cors.maxAge());
    }

    private Map<String, Throttle> throttles(Map<String, RouteSettings> byRoute) {
        Map<String, Throttle> throttles = new HashMap<>();
        byRoute.forEach((routeKey, of) -> {
            Throttle throttle = throttle(of);
            if (throttle != null) {
                throttles.put(routeKey, throttle);
            }
        });
        return throttles;
    }

    /** The half that is not set stays the account's. */
    private @Nullable Throttle throttle(@Nullable RouteSettings of) {
        if (of == null || (of.throttlingRateLimit() == null && of.throttlingBurstLimit() == null)) {
            return null;
        }
        Double rate = of.throttlingRateLimit();
        Integer burst = of.throttlingBurstLimit();
        Throttle account = settings.accountThrottle();
        return new Throttle(
                rate == null ? account.rate() : rate, burst == null ? account.burst() : burst);
    }
}

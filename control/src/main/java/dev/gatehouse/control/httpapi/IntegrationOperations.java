package dev.gatehouse.control.httpapi;

import dev.gatehouse.foundation.id.Ids;
import dev.gatehouse.store.document.DocumentStore;
import dev.gatehouse.wire.sdk.ModelTrees;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.TlsConfig;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationResponse;

/** The operations on integrations. */
final class IntegrationOperations {
    private static final String TYPE = "Integration";

    private final HttpApis apis;
    private final DocumentStore store;
    private final IntegrationChecks checks;
    private final int quota;

    IntegrationOperations(HttpApis apis, DocumentStore store, IntegrationChecks checks, int quota) {
        this.apis = apis;
        this.store = store;
        this.checks = checks;
        this.quota = quota;
    }

    ServiceOperations operations() {
        return ServiceOperations.of(HttpApiService.NAME)
                .on("CreateIntegration", CreateIntegrationRequest::builder, this::create)
                .on("GetIntegration", GetIntegrationRequest::builder, this::get)
                .on("GetIntegrations", GetIntegrationsRequest::builder, this::list)
                .on("UpdateIntegration", UpdateIntegrationRequest::builder, this::update)
                .on("DeleteIntegration", DeleteIntegrationRequest::builder, this::delete)
                .build();
    }

    private CreateIntegrationResponse create(CreateIntegrationRequest request, CallContext call) {
        ApiKey key = ApiKey.of(call, request.apiId());
        Integration requested =
                ModelTrees.copy(request, Integration.builder())
                        .integrationId(Ids.alphanumeric(7))
                        .build();
        Integration integration = checks.completed(key, requested);
        apis.edit(
                key,
                Dates.of(call),
                edit -> {
                    if (edit.integrations().size() >= quota) {
                        throw Faults.quota("Integrations", "API", quota);
                    }
                    edit.integrations().put(integration.integrationId(), integration);
                });
        return ModelTrees.copy(integration, CreateIntegrationResponse.builder()).build();
    }

    private GetIntegrationResponse get(GetIntegrationRequest request, CallContext call) {
        Integration integration =
                apis.require(
                        ApiKey.of(call, request.apiId()),
                        Kinds.INTEGRATION,
                        TYPE,
                        request.integrationId());
        return ModelTrees.copy(integration, GetIntegrationResponse.builder()).build();
    }

    private GetIntegrationsResponse list(GetIntegrationsRequest request, CallContext call) {
        ApiKey key = ApiKey.of(call, request.apiId());
        apis.require(key);
        Page<Integration> page =
                Page.ofApi(
                        store,
                        Kinds.INTEGRATION,
                        key,
                        new Page.Request(request.maxResults(), request.nextToken()));
        return GetIntegrationsResponse.builder()
                .items(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private UpdateIntegrationResponse update(UpdateIntegrationRequest request, CallContext call) {
        ApiKey key = ApiKey.of(call, request.apiId());
        String id = request.integrationId();
        ApiEdit done =
                apis.edit(
                        key,
                        Dates.of(call),
                        edit -> {
                            Integration old = edit.integrations().require(id);
                            edit.integrations()
                                    .put(id, checks.completed(key, merged(old, request)));
                        });
        Integration integration = done.integrations().require(id);
        return ModelTrees.copy(integration, UpdateIntegrationResponse.builder()).build();
    }

    /** An empty connection id or TLS configuration takes the old one away. */
    private static Integration merged(Integration old, UpdateIntegrationRequest request) {
        Integration.Builder merged =
                ModelTrees.copy(request, old.toBuilder())
                        .requestParameters(
                                Merging.merge(old.requestParameters(), request.requestParameters()))
                        .responseParameters(
                                Merging.mergeByStatus(
                                        old.responseParameters(), request.responseParameters()));
        if ("".equals(request.connectionId())) {
            merged.connectionId(null);
        }
        if (IntegrationRules.verifiesNobody(merged.build().tlsConfig())) {
            @Nullable TlsConfig none = null;
            merged.tlsConfig(none);
        }
        return merged.build();
    }

    private DeleteIntegrationResponse delete(DeleteIntegrationRequest request, CallContext call) {
        String id = request.integrationId();
        apis.edit(
                ApiKey.of(call, request.apiId()),
                Dates.of(call),
                edit -> {
                    if (Boolean.TRUE.equals(edit.integrations().require(id).apiGatewayManaged())) {
                        throw Faults.managed(TYPE);
                    }
                    refuseWhileUsed(edit, id);
                    edit.integrations().remove(id);
                });
        return DeleteIntegrationResponse.builder().build();
    }

    private static void refuseWhileUsed(ApiEdit edit, String id) {
        List<String> users =
                edit.routes().all().stream()
                        .filter(route -> RouteRules.target(id).equals(route.target()))
                        .map(Route::routeId)
                        .sorted()
                        .toList();
        if (!users.isEmpty()) {
            throw Faults.conflict(
                    "Cannot delete Integration because it is referenced by the following Routes"
                            + " with Ids: "
                            + users);
        }
    }
}

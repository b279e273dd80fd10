package dev.gatehouse.control.httpapi;

import dev.gatehouse.store.document.DocumentStore;
import dev.gatehouse.wire.sdk.ModelTrees;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAccessLogSettingsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAccessLogSettingsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteSettingsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteSettingsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageResponse;

/** The operations on stages; what they change is live when they return. */
final class StageOperations {
    private static final String TYPE = "Stage";

    private final HttpApis apis;
    private final DocumentStore store;
    private final int quota;

    StageOperations(HttpApis apis, DocumentStore store, int quota) {
        this.apis = apis;
        this.store = store;
        this.quota = quota;
    }

    ServiceOperations operations() {
        return ServiceOperations.of(HttpApiService.NAME)
                .on("CreateStage", CreateStageRequest::builder, this::create)
                .on("GetStage", GetStageRequest::builder, this::get)
                .on("GetStages", GetStagesRequest::builder, this::list)
                .on("UpdateStage", UpdateStageRequest::builder, this::update)
                .on("DeleteStage", DeleteStageRequest::builder, this::delete)
                .on(
                        "DeleteRouteSettings",
                        DeleteRouteSettingsRequest::builder,
                        this::deleteRouteSettings)
                .on(
                        "DeleteAccessLogSettings",
                        DeleteAccessLogSettingsRequest::builder,
                        this::deleteAccessLogSettings)
                .build();
    }

    private CreateStageResponse create(CreateStageRequest request, CallContext call) {
        ApiEdit done =
                apis.edit(
                        ApiKey.of(call, request.apiId()),
                        Dates.of(call),
                        edit -> create(edit, request));
        Stage stage = done.stages().require(request.stageName());
        return ModelTrees.copy(stage, CreateStageResponse.builder()).build();
    }

    private void create(ApiEdit edit, CreateStageRequest request) {
        if (edit.stages().find(request.stageName()).isPresent()) {
            throw Faults.conflict("Stage already exists");
        }
        if (edit.stages().size() >= quota) {
            throw Faults.quota("Stages", "API", quota);
        }
        Stage requested = ModelTrees.copy(request, Stage.builder()).createdDate(edit.now()).build();
        Stage stage = StageRules.withDefaults(requested);
        put(edit, stage, request.deploymentId(), request.routeSettings());
    }

    private UpdateStageResponse update(UpdateStageRequest request, CallContext call) {
        ApiEdit done =
                apis.edit(
                        ApiKey.of(call, request.apiId()),
                        Dates.of(call),
                        edit -> update(edit, request));
        Stage stage = done.stages().require(request.stageName());
        return ModelTrees.copy(stage, UpdateStageResponse.builder()).build();
    }

    private static void update(ApiEdit edit, UpdateStageRequest request) {
        Stage old = edit.stages().require(request.stageName());
        Map<String, RouteSettings> settings = new LinkedHashMap<>(old.routeSettings());
        RouteSettings none = RouteSettings.builder().build();
        request.routeSettings()
                .forEach((key, change) ->
                        settings.put(key, merged(settings.getOrDefault(key, none), change)));
        Stage stage =
                ModelTrees.copy(request, old.toBuilder())
                        .stageVariables(
                                Merging.merge(old.stageVariables(), request.stageVariables()))
                        .defaultRouteSettings(
                                merged(old.defaultRouteSettings(), request.defaultRouteSettings()))
                        .routeSettings(settings)
                        .build();
        put(edit, stage, request.deploymentId(), request.routeSettings());
    }

    /**
     * @param deploymentId the one that the request names, if any
     * @param newSettings the route settings that the request brings
     */
    private static void put(
            ApiEdit edit,
            Stage stage,
            @Nullable String deploymentId,
            Map<String, RouteSettings> newSettings) {
        StageRules.check(stage);
        newSettings.keySet().forEach(key -> StageRules.checkRouteExists(edit, key));
        if (deploymentId != null && Boolean.TRUE.equals(stage.autoDeploy())) {
            throw Faults.badRequest("DeploymentId cannot be set on a stage with AutoDeploy");
        }
        if (deploymentId != null) {
            edit.deployments().require(deploymentId);
        }
        Stage.Builder changed = stage.toBuilder().lastUpdatedDate(edit.now());
        if (!Boolean.TRUE.equals(stage.autoDeploy())) {
            changed.lastDeploymentStatusMessage(null);
        }
        edit.stages().put(stage.stageName(), changed.build());
    }

    private static RouteSettings merged(RouteSettings old, @Nullable RouteSettings changes) {
        return changes == null ? old : ModelTrees.copy(changes, old.toBuilder()).build();
    }

    private GetStageResponse get(GetStageRequest request, CallContext call) {
        Stage stage =
                apis.require(
                        ApiKey.of(call, request.apiId()), Kinds.STAGE, TYPE, request.stageName());
        return ModelTrees.copy(stage, GetStageResponse.builder()).build();
    }

    private GetStagesResponse list(GetStagesRequest request, CallContext call) {
        ApiKey key = ApiKey.of(call, request.apiId());
        apis.require(key);
        Page<Stage> page =
                Page.ofApi(
                        store,
                        Kinds.STAGE,
                        key,
                        new Page.Request(request.maxResults(), request.nextToken()));
        return GetStagesResponse.builder().items(page.items()).nextToken(page.nextToken()).build();
    }

    private DeleteStageResponse delete(DeleteStageRequest request, CallContext call) {
        String name = request.stageName();
        apis.edit(
                ApiKey.of(call, request.apiId()),
                Dates.of(call),
                edit -> {
                    if (Boolean.TRUE.equals(edit.stages().require(name).apiGatewayManaged())) {
                        throw Faults.managed(TYPE);
                    }
                    edit.stages().remove(name);
                });
        return DeleteStageResponse.builder().build();
    }

    private DeleteRouteSettingsResponse deleteRouteSettings(
            DeleteRouteSettingsRequest request, CallContext call) {
        String routeKey = request.routeKey();
        apis.edit(
                ApiKey.of(call, request.apiId()),
                Dates.of(call),
                edit -> {
                    Stage stage = edit.stages().require(request.stageName());
                    Map<String, RouteSettings> settings =
                            new LinkedHashMap<>(stage.routeSettings());
                    if (settings.remove(routeKey) == null) {
                        throw Faults.notFoundBecause(
                                "Unable to find Route by key "
                                        + routeKey
                                        + " within the provided RouteSettings");
                    }
                    Stage changed = stage.toBuilder().routeSettings(settings).build();
                    put(edit, changed, null, Map.of());
                });
        return DeleteRouteSettingsResponse.builder().build();
    }

    /** Stages have none, so there is nothing to delete. */
    private DeleteAccessLogSettingsResponse deleteAccessLogSettings(
            DeleteAccessLogSettingsRequest request, CallContext call) {
        apis.require(ApiKey.of(call, request.apiId()), Kinds.STAGE, TYPE, request.stageName());
        return DeleteAccessLogSettingsResponse.builder().build();
    }
}

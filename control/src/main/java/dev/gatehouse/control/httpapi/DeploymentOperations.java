package dev.gatehouse.control.httpapi;

import dev.gatehouse.store.document.DocumentStore;
import dev.gatehouse.wire.sdk.ModelTrees;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateDeploymentResponse;

/** The operations on deployments: immutable snapshots of an API that stages point to. */
final class DeploymentOperations {
    private static final String TYPE = "Deployment";

    private final HttpApis apis;
    private final DocumentStore store;

    DeploymentOperations(HttpApis apis, DocumentStore store) {
        this.apis = apis;
        this.store = store;
    }

    ServiceOperations operations() {
        return ServiceOperations.of(HttpApiService.NAME)
                .on("CreateDeployment", CreateDeploymentRequest::builder, this::create)
                .on("GetDeployment", GetDeploymentRequest::builder, this::get)
                .on("GetDeployments", GetDeploymentsRequest::builder, this::list)
                .on("UpdateDeployment", UpdateDeploymentRequest::builder, this::update)
                .on("DeleteDeployment", DeleteDeploymentRequest::builder, this::delete)
                .build();
    }

    private CreateDeploymentResponse create(CreateDeploymentRequest request, CallContext call) {
        ApiRules.checkDescription(request.description());
        Deployment deployment = AutoDeploy.deployment(false, request.description(), Dates.of(call));
        apis.edit(
                ApiKey.of(call, request.apiId()),
                Dates.of(call),
                edit -> {
                    if (edit.routes().size() == 0) {
                        throw Faults.badRequest(Faults.NO_ROUTES_TO_DEPLOY);
                    }
                    edit.add(deployment);
                    if (request.stageName() != null) {
                        moveStage(edit, request.stageName(), deployment);
                    }
                });
        return ModelTrees.copy(deployment, CreateDeploymentResponse.builder()).build();
    }

    private static void moveStage(ApiEdit edit, String stageName, Deployment deployment) {
        Stage stage = edit.stages().require(stageName);
        if (Boolean.TRUE.equals(stage.autoDeploy())) {
            throw Faults.badRequest(
                    "Stage %s deploys automatically: a deployment cannot be associated with it"
                            .formatted(stageName));
        }
        Stage moved =
                stage.toBuilder()
                        .deploymentId(deployment.deploymentId())
                        .lastUpdatedDate(edit.now())
                        .build();
        edit.stages().put(stageName, moved);
    }

    private GetDeploymentResponse get(GetDeploymentRequest request, CallContext call) {
        Deployment deployment =
                apis.require(
                        ApiKey.of(call, request.apiId()),
                        Kinds.DEPLOYMENT,
                        TYPE,
                        request.deploymentId());
        return ModelTrees.copy(deployment, GetDeploymentResponse.builder()).build();
    }

    private GetDeploymentsResponse list(GetDeploymentsRequest request, CallContext call) {
        ApiKey key = ApiKey.of(call, request.apiId());
        apis.require(key);
        Page<Deployment> page =
                Page.ofApi(
                        store,
                        Kinds.DEPLOYMENT,
                        key,
                        new Page.Request(request.maxResults(), request.nextToken()));
        return GetDeploymentsResponse.builder()
                .items(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private UpdateDeploymentResponse update(UpdateDeploymentRequest request, CallContext call) {
        ApiRules.checkDescription(request.description());
        String id = request.deploymentId();
        ApiEdit done =
                apis.edit(
                        ApiKey.of(call, request.apiId()),
                        Dates.of(call),
                        edit -> {
                            Deployment old = edit.deployments().require(id);
                            Deployment changed = ModelTrees.copy(request, old.toBuilder()).build();
                            edit.deployments().put(id, changed);
                        });
        Deployment deployment = done.deployments().require(id);
        return ModelTrees.copy(deployment, UpdateDeploymentResponse.builder()).build();
    }

    private DeleteDeploymentResponse delete(DeleteDeploymentRequest request, CallContext call) {
        String id = request.deploymentId();
        apis.edit(
                ApiKey.of(call, request.apiId()),
                Dates.of(call),
                edit -> {
                    Deployment deployment = edit.deployments().require(id);
                    if (edit.stages().all().stream().anyMatch(stage -> uses(stage, deployment))) {
                        throw Faults.badRequest(
                                "Active stages pointing to this deployment must be moved or"
                                        + " deleted");
                    }
                    edit.deployments().remove(id);
                });
        return DeleteDeploymentResponse.builder().build();
    }

    private static boolean uses(Stage stage, Deployment deployment) {
        return deployment.deploymentId().equals(stage.deploymentId());
    }
}

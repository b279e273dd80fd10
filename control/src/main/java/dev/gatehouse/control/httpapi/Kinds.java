package dev.gatehouse.control.httpapi;

import dev.gatehouse.wire.sdk.ModelTrees;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;
import software.amazon.awssdk.services.apigatewayv2.model.VpcLink;

/** The kinds of document that HTTP APIs are made of. */
final class Kinds {
    static final Kind<Api> API =
            new Kind<>(
                    "apigatewayv2/api",
                    ModelTrees::tree,
                    tree -> ModelTrees.model(Api.builder(), tree));
    static final Kind<Route> ROUTE =
            new Kind<>(
                    "apigatewayv2/route",
                    ModelTrees::tree,
                    tree -> ModelTrees.model(Route.builder(), tree));
    static final Kind<Integration> INTEGRATION =
            new Kind<>(
                    "apigatewayv2/integration",
                    ModelTrees::tree,
                    tree -> ModelTrees.model(Integration.builder(), tree));
    static final Kind<Stage> STAGE =
            new Kind<>(
                    "apigatewayv2/stage",
                    ModelTrees::tree,
                    tree -> ModelTrees.model(Stage.builder(), tree));
    static final Kind<Deployment> DEPLOYMENT =
            new Kind<>(
                    "apigatewayv2/deployment",
                    ModelTrees::tree,
                    tree -> ModelTrees.model(Deployment.builder(), tree));

    /** What a deployment froze, under the deployment's id. */
    static final Kind<Snapshot> SNAPSHOT =
            new Kind<>("apigatewayv2/snapshot", Snapshot::tree, Snapshot::read);

    static final Kind<VpcLink> VPC_LINK =
            new Kind<>(
                    "apigatewayv2/vpclink",
                    ModelTrees::tree,
                    tree -> ModelTrees.model(VpcLink.builder(), tree));

    private Kinds() {}
}

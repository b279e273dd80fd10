package dev.gatehouse.control.httpapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.gateway.stage.HttpApiStage;
import dev.gatehouse.gateway.stage.HttpIntegration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.ConnectionType;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateVpcLinkRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateVpcLinkResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteCorsConfigurationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.TagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UntagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;

class HttpApiServiceTest {
    @TempDir Path directory;
    private ControlPlane plane;

    @BeforeEach
    void open() {
        plane = new ControlPlane(directory, HttpApiSettings.defaults());
    }

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void quickCreateAnswersAtOnce() {
        CreateApiResponse api =
                plane.call(
                        CreateApiRequest.builder()
                                .name("hello")
                                .protocolType("HTTP")
                                .target(ControlPlane.FUNCTION)
                                .build());

        assertThat(api.apiEndpoint())
                .isEqualTo("http://" + api.apiId() + ".execute-api.localhost:4566");
        assertThat(api.routeSelectionExpression()).isEqualTo("$request.method $request.path");
        HttpApiStage live = plane.live(api.apiId(), "$default");
        assertThat(live.routes())
                .containsExactly(
                        new HttpApiStage.HttpRoute(
                                "$default",
                                new HttpIntegration.LambdaProxy(
                                        ControlPlane.FUNCTION,
                                        "2.0",
                                        null,
                                        30_000,
                                        Map.of(),
                                        Map.of())));
    }

    @Test
    void managedPartsStayWithTheirApi() {
        CreateApiResponse api =
                plane.call(
                        CreateApiRequest.builder()
                                .name("hello")
                                .protocolType("HTTP")
                                .target("https://example.com/base")
                                .routeKey("ANY /{proxy+}")
                                .build());
        GetIntegrationsResponse integrations =
                plane.call(GetIntegrationsRequest.builder().apiId(api.apiId()).build());
        Integration integration = integrations.items().getFirst();
        assertThat(integration.apiGatewayManaged()).isTrue();
        assertThat(integration.integrationMethod()).isEqualTo("ANY");
        assertThatThrownBy(() ->
                        plane.call(
                                DeleteIntegrationRequest.builder()
                                        .apiId(api.apiId())
                                        .integrationId(integration.integrationId())
                                        .build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("managed by API Gateway");

        UpdateApiResponse updated =
                plane.call(
                        UpdateApiRequest.builder()
                                .apiId(api.apiId())
                                .target(ControlPlane.FUNCTION)
                                .routeKey("GET /x")
                                .build());
        assertThat(updated.name()).isEqualTo("hello");
        assertThat(plane.liveRoutes(api.apiId(), "$default")).containsExactly("GET /x");
    }

    @Test
    void routeIsLiveOnlyOnceDeployed() {
        String api = plane.api("pets");
        plane.route(api, "GET /pets", plane.integration(api));
        plane.call(CreateStageRequest.builder().apiId(api).stageName("prod").build());
        assertThat(plane.isLive(api, "prod")).isFalse();

        plane.call(CreateDeploymentRequest.builder().apiId(api).stageName("prod").build());
        plane.route(api, "POST /pets", null);

        assertThat(plane.liveRoutes(api, "prod")).containsExactly("GET /pets");
    }

    @Test
    void autoDeployFollowsEveryChangeAndKeepsOneDeployment() {
        String api = plane.api("pets");
        String integration = plane.integration(api);
        CreateStageResponse stage = plane.autoStage(api, "$default");
        assertThat(stage.lastDeploymentStatusMessage())
                .isEqualTo(
                        "Deployment attempt failed: At least one route is required before"
                                + " deploying the Api.");

        plane.route(api, "GET /a", integration);
        plane.route(api, "GET /b", integration);

        assertThat(plane.liveRoutes(api, "$default")).containsExactly("GET /a", "GET /b");
        GetDeploymentsResponse deployments =
                plane.call(GetDeploymentsRequest.builder().apiId(api).build());
        assertThat(deployments.items())
                .singleElement()
                .satisfies(deployment -> {
                    assertThat(deployment.autoDeployed()).isTrue();
                    assertThat(deployment.deploymentId())
                            .isEqualTo(stageOf(api, "$default").deploymentId());
                });
        assertThat(stageOf(api, "$default").lastDeploymentStatusMessage())
                .isEqualTo(
                        "Successfully deployed stage with deployment ID '%s'"
                                .formatted(deployments.items().getFirst().deploymentId()));
    }

    @Test
    void deploymentIsASnapshotThatStagesCanReturnTo() {
        String api = plane.api("pets");
        plane.route(api, "GET /old", plane.integration(api));
        plane.call(CreateStageRequest.builder().apiId(api).stageName("prod").build());
        CreateDeploymentResponse first =
                plane.call(CreateDeploymentRequest.builder().apiId(api).stageName("prod").build());
        plane.route(api, "GET /new", null);
        plane.call(CreateDeploymentRequest.builder().apiId(api).stageName("prod").build());
        assertThat(plane.liveRoutes(api, "prod")).containsExactly("GET /new", "GET /old");

        plane.call(
                UpdateStageRequest.builder()
                        .apiId(api)
                        .stageName("prod")
                        .deploymentId(first.deploymentId())
                        .build());
        assertThat(plane.liveRoutes(api, "prod")).containsExactly("GET /old");
        assertThatThrownBy(() ->
                        plane.call(
                                DeleteDeploymentRequest.builder()
                                        .apiId(api)
                                        .deploymentId(first.deploymentId())
                                        .build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessage("Active stages pointing to this deployment must be moved or deleted");
    }

    @Test
    void stageVariablesMergeAndTakeEffectAtOnce() {
        String api = plane.api("pets");
        plane.route(api, "GET /a", plane.integration(api));
        plane.autoStage(api, "prod");
        update(api, Map.of("alias", "blue", "gone", "soon"));
        update(api, Map.of("gone", "", "more", "x"));

        assertThat(plane.live(api, "prod"))
                .satisfies(live ->
                        assertThat(live.variables())
                                .isEqualTo(Map.of("alias", "blue", "more", "x")));
    }

    private void update(String api, Map<String, String> variables) {
        plane.call(
                UpdateStageRequest.builder()
                        .apiId(api)
                        .stageName("prod")
                        .stageVariables(variables)
                        .build());
    }

    @Test
    void throttlesReachTheDataPlane() {
        String api = plane.api("pets");
        plane.route(api, "GET /a", plane.integration(api));
        plane.autoStage(api, "prod");
        plane.call(
                UpdateStageRequest.builder()
                        .apiId(api)
                        .stageName("prod")
                        .defaultRouteSettings(s -> s.throttlingRateLimit(5.0))
                        .routeSettings(
                                Map.of(
                                        "GET /a",
                                        RouteSettings.builder().throttlingBurstLimit(7).build()))
                        .build());

        assertThat(plane.live(api, "prod"))
                .satisfies(live -> {
                    assertThat(live.defaultThrottle())
                            .isEqualTo(new HttpApiStage.Throttle(5.0, 5000));
                    assertThat(live.routeThrottles())
                            .isEqualTo(Map.of("GET /a", new HttpApiStage.Throttle(10_000, 7)));
                });
    }

    @Test
    void corsIsPartOfADeployment() {
        String api = plane.api("pets");
        plane.route(api, "GET /a", plane.integration(api));
        plane.autoStage(api, "auto");
        plane.call(CreateStageRequest.builder().apiId(api).stageName("manual").build());
        plane.call(CreateDeploymentRequest.builder().apiId(api).stageName("manual").build());

        plane.call(
                UpdateApiRequest.builder()
                        .apiId(api)
                        .corsConfiguration(c -> c.allowOrigins("*").maxAge(60))
                        .build());

        assertThat(plane.live(api, "auto"))
                .satisfies(live ->
                        assertThat(live.cors())
                                .isEqualTo(
                                        new HttpApiStage.Cors(
                                                false,
                                                List.of(),
                                                List.of(),
                                                List.of("*"),
                                                List.of(),
                                                60)));
        assertThat(plane.live(api, "manual")).satisfies(live -> assertThat(live.cors()).isNull());
        plane.call(DeleteCorsConfigurationRequest.builder().apiId(api).build());
        assertThat(plane.live(api, "auto")).satisfies(live -> assertThat(live.cors()).isNull());
    }

    @Test
    void deletedApiLeavesNothing() {
        String api = plane.api("pets");
        plane.route(api, "GET /a", plane.integration(api));
        plane.autoStage(api, "$default");
        plane.call(DeleteApiRequest.builder().apiId(api).build());

        assertThat(plane.liveStages()).isZero();
        plane.restart();
        assertThat(plane.liveStages()).isZero();
        assertThatThrownBy(() -> plane.call(GetApiRequest.builder().apiId(api).build()))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("Invalid API identifier specified 000000000000:" + api);
    }

    @Test
    void restartMakesEveryDeployedStageLiveAgain() {
        String api = plane.api("pets");
        plane.route(api, "GET /a", plane.integration(api));
        plane.autoStage(api, "$default");
        HttpApiStage before = plane.live(api, "$default");

        plane.restart();

        assertThat(plane.live(api, "$default")).isEqualTo(before);
        plane.route(api, "GET /b", null);
        assertThat(plane.liveRoutes(api, "$default")).containsExactly("GET /a", "GET /b");
    }

    @Test
    void usedIntegrationCannotBeDeleted() {
        String api = plane.api("pets");
        String integration = plane.integration(api);
        String route = plane.route(api, "GET /a", integration);
        DeleteIntegrationRequest delete =
                DeleteIntegrationRequest.builder().apiId(api).integrationId(integration).build();

        assertThatThrownBy(() -> plane.call(delete))
                .isInstanceOf(ConflictException.class)
                .hasMessage(
                        "Cannot delete Integration because it is referenced by the following"
                                + " Routes with Ids: [%s]",
                        route);
        plane.call(DeleteRouteRequest.builder().apiId(api).routeId(route).build());
        plane.call(delete);
    }

    @Test
    void integrationParametersMergeAndEmptyValuesRemove() {
        String api = plane.api("pets");
        CreateIntegrationResponse created =
                plane.call(
                        CreateIntegrationRequest.builder()
                                .apiId(api)
                                .integrationType("HTTP_PROXY")
                                .integrationMethod("GET")
                                .integrationUri("http://localhost:8080/{proxy}")
                                .requestParameters(
                                        Map.of(
                                                "append:header.a", "1",
                                                "append:header.b", "2"))
                                .responseParameters(
                                        Map.of(
                                                "200", Map.of("append:header.c", "3"),
                                                "404", Map.of("overwrite:statuscode", "200")))
                                .build());
        UpdateIntegrationResponse updated =
                plane.call(
                        UpdateIntegrationRequest.builder()
                                .apiId(api)
                                .integrationId(created.integrationId())
                                .requestParameters(Map.of("append:header.a", ""))
                                .responseParameters(Map.of("404", Map.of()))
                                .build());

        assertThat(updated.requestParameters()).isEqualTo(Map.of("append:header.b", "2"));
        assertThat(updated.responseParameters())
                .isEqualTo(Map.of("200", Map.of("append:header.c", "3")));
        assertThat(updated.timeoutInMillis()).isEqualTo(30_000);
        assertThat(updated.connectionType()).isEqualTo(ConnectionType.INTERNET);
    }

    @Test
    void listsComeInPages() {
        String api = plane.api("pets");
        List<String> ids =
                List.of(
                                plane.route(api, "GET /a", null),
                                plane.route(api, "GET /b", null),
                                plane.route(api, "GET /c", null))
                        .stream()
                        .sorted()
                        .toList();
        GetRoutesResponse first =
                plane.call(GetRoutesRequest.builder().apiId(api).maxResults("2").build());
        GetRoutesResponse second =
                plane.call(
                        GetRoutesRequest.builder()
                                .apiId(api)
                                .maxResults("2")
                                .nextToken(first.nextToken())
                                .build());

        assertThat(first.items()).extracting(Route::routeId).isEqualTo(ids.subList(0, 2));
        assertThat(second.items()).extracting(Route::routeId).isEqualTo(ids.subList(2, 3));
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void tagsBelongToApisStagesAndVpcLinks() {
        String api = plane.api("pets");
        plane.autoStage(api, "$default");
        CreateVpcLinkResponse link =
                plane.call(CreateVpcLinkRequest.builder().name("l").subnetIds("s1").build());
        for (String resource :
                List.of(
                        "/apis/" + api,
                        "/apis/" + api + "/stages/$default",
                        "/vpclinks/" + link.vpcLinkId())) {
            String arn = "arn:aws:apigateway:us-east-1::" + resource;
            plane.call(
                    TagResourceRequest.builder()
                            .resourceArn(arn)
                            .tags(Map.of("a", "1", "b", "2"))
                            .build());
            plane.call(UntagResourceRequest.builder().resourceArn(arn).tagKeys("a").build());
            GetTagsResponse tags = plane.call(GetTagsRequest.builder().resourceArn(arn).build());
            assertThat(tags.tags()).isEqualTo(Map.of("b", "2"));
        }
    }

    private GetStageResponse stageOf(String api, String name) {
        return plane.call(GetStageRequest.builder().apiId(api).stageName(name).build());
    }
}

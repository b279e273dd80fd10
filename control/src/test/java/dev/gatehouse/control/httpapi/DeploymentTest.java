package dev.gatehouse.control.httpapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.gateway.stage.HttpApiStage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteCorsConfigurationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;

class DeploymentTest {
    @TempDir Path directory;
    private ControlPlane plane;

    @BeforeEach
    void open() {
        plane =
                new ControlPlane(
                        directory,
                        HttpApiSettings.defaults()
                                .withAccountThrottle(new HttpApiStage.Throttle(700, 70)));
    }

    @AfterEach
    void close() {
        plane.close();
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

    /** AWS docs: API Gateway v2 API reference, Stage, lastDeploymentStatusMessage. */
    @Test
    void onlyAutomaticDeploymentsAreReportedInTheStage() {
        String api = plane.api("pets");
        plane.route(api, "GET /a", plane.integration(api));
        plane.autoStage(api, "prod");
        plane.call(
                UpdateStageRequest.builder()
                        .apiId(api)
                        .stageName("prod")
                        .autoDeploy(false)
                        .build());
        assertThat(stageOf(api, "prod").lastDeploymentStatusMessage()).isNull();

        plane.call(CreateDeploymentRequest.builder().apiId(api).stageName("prod").build());
        assertThat(stageOf(api, "prod").lastDeploymentStatusMessage()).isNull();
    }

    @Test
    void routeSettingsAreKeptAsGiven() {
        String api = plane.api("pets");
        plane.route(api, "GET /a", plane.integration(api));
        RouteSettings given = RouteSettings.builder().throttlingBurstLimit(7).build();
        plane.call(
                CreateStageRequest.builder()
                        .apiId(api)
                        .stageName("prod")
                        .routeSettings(Map.of("GET /a", given))
                        .build());
        assertThat(stageOf(api, "prod").routeSettings()).isEqualTo(Map.of("GET /a", given));
        assertThat(stageOf(api, "prod").defaultRouteSettings())
                .isEqualTo(RouteSettings.builder().detailedMetricsEnabled(false).build());

        plane.call(
                UpdateStageRequest.builder()
                        .apiId(api)
                        .stageName("prod")
                        .routeSettings(
                                Map.of(
                                        "GET /a",
                                        RouteSettings.builder().throttlingRateLimit(5.0).build()))
                        .build());
        assertThat(stageOf(api, "prod").routeSettings())
                .isEqualTo(Map.of("GET /a", given.toBuilder().throttlingRateLimit(5.0).build()));
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
                            .isEqualTo(new HttpApiStage.Throttle(5.0, 70));
                    assertThat(live.routeThrottles())
                            .isEqualTo(Map.of("GET /a", new HttpApiStage.Throttle(700, 7)));
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

    private GetStageResponse stageOf(String api, String name) {
        return plane.call(GetStageRequest.builder().apiId(api).stageName(name).build());
    }
}

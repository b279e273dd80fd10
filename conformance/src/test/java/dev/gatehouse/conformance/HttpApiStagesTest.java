package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.foundation.json.Json;
import java.net.http.HttpResponse;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;

/** What is live when. AWS docs: Stages for HTTP APIs; Throttle requests to your HTTP APIs. */
class HttpApiStagesTest {
    @RegisterExtension static final RunningServer server = new RunningServer();

    private static Clients clients;
    private static EchoBackend backend;

    @BeforeAll
    static void start() {
        clients = new Clients(server.url());
        backend = EchoBackend.start();
    }

    @AfterAll
    static void close() {
        backend.close();
        clients.close();
    }

    @Test
    void changeIsLiveWhenItIsDeployed() {
        HttpApi api = HttpApi.create(clients, "explicit");
        String integration = api.proxy(backend.url());
        api.route("GET /first", integration);
        api.stage("prod", Map.of());
        api.route("GET /second", integration);
        assertThat(status(api, "prod", "first")).isEqualTo(200);
        assertThat(status(api, "prod", "second")).isEqualTo(404);
        api.deploy("prod");
        assertThat(status(api, "prod", "second")).isEqualTo(200);
    }

    @Test
    void olderDeploymentComesBack() {
        HttpApi api = HttpApi.create(clients, "rollback");
        String integration = api.proxy(backend.url());
        api.route("GET /first", integration);
        api.stage("prod", Map.of());
        String old =
                clients.apis
                        .getStage(request -> request.apiId(api.id()).stageName("prod"))
                        .deploymentId();
        api.route("GET /second", integration);
        api.deploy("prod");
        clients.apis.updateStage(
                request -> request.apiId(api.id()).stageName("prod").deploymentId(old));
        assertThat(status(api, "prod", "second")).isEqualTo(404);
        assertThatThrownBy(() ->
                        clients.apis.deleteDeployment(
                                request -> request.apiId(api.id()).deploymentId(old)))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining(
                        "Active stages pointing to this deployment must be moved or deleted");
    }

    @Test
    void autoDeployedChangeIsLiveAtOnce() {
        HttpApi api = HttpApi.create(clients, "automatic");
        String integration = api.proxy(backend.url());
        api.route("GET /first", integration);
        clients.apis.createStage(
                request -> request.apiId(api.id()).stageName("$default").autoDeploy(true));
        String second = api.route("GET /second", integration);
        assertThat(status(api, "$default", "second")).isEqualTo(200);
        clients.apis.deleteRoute(request -> request.apiId(api.id()).routeId(second));
        assertThat(status(api, "$default", "second")).isEqualTo(404);
        assertThat(clients.apis.getDeployments(request -> request.apiId(api.id())).items())
                .extracting(Deployment::autoDeployed)
                .containsOnly(true);
    }

    /** As AWS's command line prints a stage that was created with nothing but its name. */
    @Test
    void stageShowsEmptyMapsAndWholeSeconds() {
        HttpApi api = HttpApi.create(clients, "shapes");
        var stage = clients.apis.createStage(request -> request.apiId(api.id()).stageName("bare"));
        assertThat(stage.hasStageVariables()).isTrue();
        assertThat(stage.hasRouteSettings()).isTrue();
        assertThat(stage.hasTags()).isTrue();
        assertThat(stage.createdDate())
                .isEqualTo(stage.createdDate().truncatedTo(ChronoUnit.SECONDS));
        assertThat(stage.defaultRouteSettings())
                .isEqualTo(RouteSettings.builder().detailedMetricsEnabled(false).build());
        assertThat(stage.deploymentId()).isNull();
    }

    @Test
    void variablesChooseTheBackendAndArePartOfTheStage() {
        HttpApi api = HttpApi.create(clients, "variables");
        api.route("GET /{id}", api.proxy("http://${stageVariables.backend}/of/{id}"));
        api.stage("prod", Map.of("backend", backend.address()));
        assertThat(Json.parse(get(api, "prod", "7?q=1").body()).path("target").asString())
                .isEqualTo("/of/7?q=1");
        clients.apis.updateStage(request ->
                request.apiId(api.id())
                        .stageName("prod")
                        .stageVariables(Map.of("backend", backend.address() + "/moved")));
        assertThat(Json.parse(get(api, "prod", "7").body()).path("target").asString())
                .isEqualTo("/moved/of/7");
    }

    @Test
    void routeAndStageAreThrottledApart() {
        HttpApi api = HttpApi.create(clients, "throttled");
        String integration = api.proxy(backend.url());
        api.route("GET /slow", integration);
        api.route("GET /blocked", integration);
        api.route("GET /free", integration);
        api.stage("prod", Map.of());
        clients.apis.updateStage(request ->
                request.apiId(api.id())
                        .stageName("prod")
                        .routeSettings(
                                Map.of("GET /slow", throttle(0.01, 1), "GET /free", throttle(9, 9)))
                        .defaultRouteSettings(throttle(0, 0)));
        assertThat(status(api, "prod", "slow")).isEqualTo(200);
        HttpResponse<String> refused = get(api, "prod", "slow");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).isEqualTo("{\"message\":\"Too Many Requests\"}");
        assertThat(status(api, "prod", "blocked")).isEqualTo(429);
        assertThat(status(api, "prod", "free")).isEqualTo(200);
        clients.apis.deleteRouteSettings(
                request -> request.apiId(api.id()).stageName("prod").routeKey("GET /free"));
        assertThat(status(api, "prod", "free")).isEqualTo(429);
    }

    @Test
    void disabledEndpointAnswersNothing() {
        String api = clients.quickApi("disabled", backend.url());
        assertThat(clients.get(clients.stageUrl(api)).statusCode()).isEqualTo(200);
        clients.apis.updateApi(request -> request.apiId(api).disableExecuteApiEndpoint(true));
        HttpResponse<String> answer = clients.get(clients.stageUrl(api));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Not Found\"}");
        clients.apis.updateApi(request -> request.apiId(api).disableExecuteApiEndpoint(false));
        assertThat(clients.get(clients.stageUrl(api)).statusCode()).isEqualTo(200);
    }

    @Test
    void quickCreateMakesManagedPartsThatCanBeChanged() {
        Programs.require("node");
        String function = clients.createNode("quick", "exports.handler = async (e) => e.routeKey;");
        clients.permit("quick");
        String id =
                clients.apis
                        .createApi(request ->
                                request.name("quick")
                                        .protocolType(ProtocolType.HTTP)
                                        .target(backend.url() + "/base")
                                        .routeKey("GET /only"))
                        .apiId();
        HttpApi api = new HttpApi(clients, id);
        assertThat(Json.parse(get(api, "$default", "only").body()).path("target").asString())
                .isEqualTo("/base");
        assertThat(status(api, "$default", "other")).isEqualTo(404);
        clients.apis.updateApi(request -> request.apiId(id).target(function).routeKey("$default"));
        assertThat(get(api, "$default", "other").body()).isEqualTo("$default");
        var route = clients.apis.getRoutes(request -> request.apiId(id)).items().getFirst();
        assertThat(route.apiGatewayManaged()).isTrue();
        assertThatThrownBy(() ->
                        clients.apis.deleteRoute(
                                request -> request.apiId(id).routeId(route.routeId())))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Route is managed by API Gateway and cannot be deleted");
        assertThatThrownBy(() ->
                        clients.apis.updateApi(request ->
                                request.apiId(id)
                                        .credentialsArn("arn:aws:iam::000000000000:role/api")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Gatehouse does not support CredentialsArn");
    }

    @Test
    void partsInUseStayAndAnApiTakesItsPartsWithIt() {
        HttpApi api = HttpApi.create(clients, "cascade");
        String integration = api.proxy(backend.url());
        String route = api.route("GET /first", integration);
        api.stage("prod", Map.of());
        assertThatThrownBy(() ->
                        clients.apis.deleteIntegration(
                                request -> request.apiId(api.id()).integrationId(integration)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining(
                        "Cannot delete Integration because it is referenced by the following"
                                + " Routes with Ids: ["
                                + route
                                + "]");
        clients.apis.deleteApi(request -> request.apiId(api.id()));
        assertThat(status(api, "prod", "first")).isEqualTo(404);
        assertThatThrownBy(() ->
                        clients.apis.getIntegration(
                                request -> request.apiId(api.id()).integrationId(integration)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Invalid API identifier specified 000000000000:" + api.id());
    }

    private static RouteSettings throttle(double rate, int burst) {
        return RouteSettings.builder()
                .throttlingRateLimit(rate)
                .throttlingBurstLimit(burst)
                .build();
    }

    private static int status(HttpApi api, String stage, String path) {
        return get(api, stage, path).statusCode();
    }

    private static HttpResponse<String> get(HttpApi api, String stage, String path) {
        return clients.get(server.apiUrl(api.id(), stage) + path);
    }
}

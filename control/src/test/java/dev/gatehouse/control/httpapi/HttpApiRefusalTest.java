package dev.gatehouse.control.httpapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.gateway.stage.HttpApiStage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.TooManyRequestsException;

class HttpApiRefusalTest {
    @TempDir Path directory;
    private ControlPlane plane;
    private String api = "";

    @BeforeEach
    void open() {
        HttpApiSettings settings =
                new HttpApiSettings(
                        20, 20, 2, 2, Map.of(), new HttpApiStage.Throttle(10_000, 5_000));
        plane = new ControlPlane(directory, settings);
        api = plane.api("pets");
    }

    @AfterEach
    void close() {
        plane.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET",
                "GET pets",
                "get /pets",
                "TRACE /pets",
                "GET /a//b",
                "GET /a/",
                "GET /{a}.json",
                "GET /{a+}/b",
                "GET /{a}/{a}",
                "GET /a?b",
                "GET /a/../b",
                "GET /.",
                "$connect"
            })
    void malformedRouteKeyIsRefused(String key) {
        assertThatThrownBy(() -> plane.route(api, key, null))
                .isInstanceOf(BadRequestException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /a, GET /a, Route with key GET /a already exists for this API",
        "GET /{x}/b, GET /{y}/b, 'The provided route key \"GET /{y}/b\" has a conflicting variable"
                + " on the same hierarchical level as \"GET /{x}/b\"'"
    })
    void sameRouteTwiceConflicts(String first, String second, String message) {
        plane.route(api, first, null);
        assertThatThrownBy(() -> plane.route(api, second, null))
                .isInstanceOf(ConflictException.class)
                .hasMessage(message);
    }

    @Test
    void routesThatDifferStandBesideEachOther() {
        for (String key :
                List.of(
                        "GET /a",
                        "POST /a",
                        "ANY /a",
                        "GET /{x}",
                        "GET /{x+}",
                        "GET /{x}/b",
                        "GET /.well-known/..x")) {
            plane.route(api, key, null);
        }
    }

    @Test
    void settingsWithoutEffectHereAreRefusedByName() {
        refused(
                CreateApiRequest.builder().name("w").protocolType("WEBSOCKET").build(),
                "ProtocolType WEBSOCKET");
        refused(route().authorizationType("JWT").build(), "AuthorizationType JWT");
        refused(route().apiKeyRequired(true).build(), "ApiKeyRequired");
        refused(stage().accessLogSettings(s -> s.format("x")).build(), "AccessLogSettings");
        refused(
                stage().defaultRouteSettings(s -> s.detailedMetricsEnabled(true)).build(),
                "DetailedMetricsEnabled");
        refused(
                lambda().integrationSubtype("SQS-SendMessage").build(),
                "IntegrationSubtype SQS-SendMessage");
        refused(lambda().passthroughBehavior("WHEN_NO_TEMPLATES").build(), "PassthroughBehavior");
        refused(
                CreateApiRequest.builder()
                        .name("i")
                        .protocolType("HTTP")
                        .ipAddressType("ipv9")
                        .build(),
                "IpAddressType ipv9");
    }

    @Test
    void corsThatWouldNotBeEnforcedIsRefused() {
        CreateApiRequest.Builder request =
                CreateApiRequest.builder().name("c").protocolType("HTTP");
        refused(
                request.corsConfiguration(c -> c.allowCredentials(true).allowOrigins("*")).build(),
                "allow-credentials is not supported if 'allow-origin' is *");
        refused(
                request.corsConfiguration(c -> c.allowOrigins("https://*.example.com")).build(),
                "Invalid format for 'allow-origin': https://*.example.com");
        plane.call(
                request.corsConfiguration(c ->
                                c.allowOrigins("https://*", "http://*", "chrome-extension://abc"))
                        .build());
    }

    @Test
    void malformedIntegrationsAreRefused() {
        refused(lambda().payloadFormatVersion(null).build(), "PayloadFormatVersion is a required");
        refused(lambda().timeoutInMillis(49).build(), "Timeout should be between");
        refused(lambda().timeoutInMillis(30_001).build(), "Timeout should be between");
        refused(lambda().integrationUri("https://example.com").build(), "IntegrationUri");
        refused(lambda().integrationType("MOCK").build(), "only be associated with proxy");
        refused(lambda().integrationType("HTTP_PROXY").build(), "HttpMethod must be specified");
        refused(
                lambda().requestParameters(Map.of("append:header.via", "x")).build(),
                "Operations on header via are restricted");
        refused(lambda().connectionId("link").build(), "ConnectionId needs");
        refused(
                lambda().tlsConfig(t -> t.serverNameToVerify("x")).build(),
                "TlsConfig is supported only for private integrations");
        refused(
                lambda().integrationUri("arn:" + "x".repeat(2048)).build(),
                "IntegrationUri must be 1 to 2048 characters long");
        refused(
                lambda().description("x".repeat(1025)).build(),
                "Description must be 0 to 1024 characters long");
    }

    @Test
    void malformedStagesAreRefused() {
        refused(stage().stageName("a b").build(), "Stage name only allows");
        refused(stage().stageVariables(Map.of("a-b", "x")).build(), "a-b");
        refused(
                stage().description("x".repeat(1025)).build(),
                "Description must be 0 to 1024 characters long");
        refused(
                stage().defaultRouteSettings(s -> s.throttlingRateLimit(Double.POSITIVE_INFINITY))
                        .build(),
                "must be finite and not negative");
    }

    private void refused(Object request, String words) {
        assertThatThrownBy(() -> plane.call(request))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining(words);
    }

    @Test
    void quotasHold() {
        plane.autoStage(api, "a");
        plane.autoStage(api, "b");
        assertThatThrownBy(() -> plane.autoStage(api, "c"))
                .isInstanceOf(TooManyRequestsException.class)
                .hasMessageContaining("Maximum number of Stages for this API has been reached");
    }

    @Test
    void concurrentEditsOfOneApiAllCount() throws Exception {
        plane.autoStage(api, "$default");
        List<Callable<String>> edits =
                IntStream.range(0, 16)
                        .<Callable<String>>mapToObj(i -> () -> plane.route(api, "GET /" + i, null))
                        .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> edit : threads.invokeAll(edits)) {
                edit.get();
            }
        }
        assertThat(plane.liveRoutes(api, "$default")).hasSize(16);
    }

    private CreateRouteRequest.Builder route() {
        return CreateRouteRequest.builder().apiId(api).routeKey("GET /r");
    }

    private CreateStageRequest.Builder stage() {
        return CreateStageRequest.builder().apiId(api).stageName("s");
    }

    private CreateIntegrationRequest.Builder lambda() {
        return CreateIntegrationRequest.builder()
                .apiId(api)
                .integrationType("AWS_PROXY")
                .integrationUri(ControlPlane.FUNCTION)
                .payloadFormatVersion("2.0");
    }
}

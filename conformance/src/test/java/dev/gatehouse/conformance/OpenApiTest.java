package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.foundation.json.Json;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ImportApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;

/** Definitions in, calls through, definitions out. AWS docs: OpenAPI definitions for HTTP APIs. */
class OpenApiTest {
    @RegisterExtension static final RunningServer server = new RunningServer();

    private static final String DEFINITION =
            """
            openapi: 3.0.1
            info: {title: pets, version: "1"}
            servers: [{url: "https://{env}.example.com/v1", variables: {env: {default: test}}}]
            x-amazon-apigateway-cors:
              allowOrigins: ["https://shop.example"]
            paths:
              /pets/{id}:
                get:
                  x-amazon-apigateway-integration:
                    type: http_proxy
                    httpMethod: ANY
                    payloadFormatVersion: "1.0"
                    uri: BACKEND/of/{id}
                    requestParameters: {"append:header.x-id": "$request.path.id"}
                post:
                  x-amazon-apigateway-integration: {$ref: "#/components/x-amazon-apigateway-integrations/function"}
              /{proxy+}:
                x-amazon-apigateway-any-method:
                  x-amazon-apigateway-integration: {$ref: "#/components/x-amazon-apigateway-integrations/function"}
            components:
              x-amazon-apigateway-integrations:
                function:
                  type: aws_proxy
                  payloadFormatVersion: "2.0"
                  uri: FUNCTION
            """;

    private static Clients clients;
    private static EchoBackend backend;
    private static String definition;

    @BeforeAll
    static void start() {
        Programs.require("node");
        clients = new Clients(server.url());
        backend = EchoBackend.start();
        String function =
                clients.createNode("defined", "exports.handler = async (e) => e.routeKey;");
        clients.permit("defined");
        definition = DEFINITION.replace("BACKEND", backend.url()).replace("FUNCTION", function);
    }

    @AfterAll
    static void close() {
        backend.close();
        clients.close();
    }

    @Test
    void importedApiAnswers() {
        String api = clients.apis.importApi(request -> request.body(definition)).apiId();
        assertAnswers(api);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JSON", "YAML"})
    void exportIsReadAgainAsTheSameApi(String type) {
        String api = clients.apis.importApi(request -> request.body(definition)).apiId();
        String exported = export(api, type);
        ImportApiResponse copy = clients.apis.importApi(request -> request.body(exported));
        assertThat(copy.name()).isEqualTo("pets");
        assertThat(copy.corsConfiguration().allowOrigins()).containsExactly("https://shop.example");
        assertThat(routes(copy.apiId())).isEqualTo(routes(api));
        assertAnswers(copy.apiId());
    }

    @Test
    void reimportReplacesRoutesAndKeepsTheApi() {
        String api = clients.apis.importApi(request -> request.body(definition)).apiId();
        String shorter =
                """
                {"openapi": "3.0.1", "info": {"title": "fewer", "version": "2"}, "paths": {"/only": {"get": {
                  "x-amazon-apigateway-integration": {"type": "HTTP_PROXY", "httpMethod": "GET",
                    "payloadFormatVersion": "1.0", "uri": "%s"}}}}}
                """
                        .formatted(backend.url());
        clients.apis.reimportApi(request -> request.apiId(api).body(shorter));
        assertThat(clients.apis.getApi(request -> request.apiId(api)).name()).isEqualTo("fewer");
        assertThat(routes(api)).containsOnlyKeys("GET /only");
    }

    @Test
    void whatIsIgnoredIsTold() {
        String rest =
                """
                {"openapi": "3.0.1", "info": {"title": "rest", "version": "1"},
                 "x-amazon-apigateway-binary-media-types": ["image/png"], "paths": {}}
                """;
        ImportApiResponse imported = clients.apis.importApi(request -> request.body(rest));
        assertThat(imported.importInfo())
                .anyMatch(line -> line.contains("x-amazon-apigateway-binary-media-types"));
        assertThat(clients.apis.getApi(request -> request.apiId(imported.apiId())).importInfo())
                .isEqualTo(imported.importInfo());
        assertThatThrownBy(() -> clients.apis.importApi(r -> r.body(rest).failOnWarnings(true)))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Warnings found during import:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"openapi": | Invalid OpenAPI input
                    {"swagger": "2.0", "info": {"title": "x"}, "paths": {}} | Invalid OpenAPI input: HTTP APIs are defined by OpenAPI 3.0
                    {"openapi": "3.0.1", "info": {"title": "x"}, "paths": {"/a": {"get": {"security": [{"key": []}]}}}} | security
                    """)
    void wrongDefinitionIsABadRequest(String body, String message) {
        assertThatThrownBy(() -> clients.apis.importApi(request -> request.body(body)))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining(message);
    }

    private static void assertAnswers(String api) {
        clients.apis.createStage(
                request -> request.apiId(api).stageName("$default").autoDeploy(true));
        String seen = clients.get(clients.stageUrl(api) + "pets/7").body();
        assertThat(Json.parse(seen).path("target").asString()).isEqualTo("/of/7");
        assertThat(Json.parse(seen).path("headers").path("x-id").asString()).isEqualTo("7");
        assertThat(clients.get(clients.stageUrl(api) + "other/x").body())
                .isEqualTo("ANY /{proxy+}");
    }

    private static String export(String api, String type) {
        return clients.apis
                .exportApi(request ->
                        request.apiId(api)
                                .specification("OAS30")
                                .outputType(type)
                                .includeExtensions(true))
                .body()
                .asUtf8String();
    }

    /** URI of the integration by route key. */
    private static Map<String, String> routes(String api) {
        Map<String, String> uris = new TreeMap<>();
        clients.apis
                .getIntegrations(request -> request.apiId(api))
                .items()
                .forEach(i -> uris.put("integrations/" + i.integrationId(), uri(i)));
        Map<String, String> routes = new TreeMap<>();
        clients.apis
                .getRoutes(request -> request.apiId(api))
                .items()
                .forEach(route -> routes.put(route.routeKey(), uris.get(route.target())));
        return routes;
    }

    private static String uri(Integration integration) {
        return integration.integrationUri() + " " + integration.requestParameters();
    }
}

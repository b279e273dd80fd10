package dev.gatehouse.control.httpapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.ExportApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.ExportApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.ImportApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.ImportApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.ReimportApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

class ImportTest {
    private static final String PETS =
            """
            openapi: 3.0.1
            info: {title: pets, version: "1"}
            paths:
              /pets:
                get:
                  x-amazon-apigateway-integration:
                    type: aws_proxy
                    uri: arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:pets
                    payloadFormatVersion: "2.0"
              /old:
                get:
                  x-amazon-apigateway-integration:
                    type: http_proxy
                    httpMethod: GET
                    uri: https://example.com/old
                    requestParameters: {"append:header.a": "$request.path"}
            """;

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
    void importMakesRoutesAndIntegrations() {
        ImportApiResponse api = plane.call(ImportApiRequest.builder().body(PETS).build());
        assertThat(api.name()).isEqualTo("pets");
        assertThat(routeIds(api.apiId())).containsOnlyKeys("GET /pets", "GET /old");
        GetIntegrationsResponse integrations =
                plane.call(GetIntegrationsRequest.builder().apiId(api.apiId()).build());
        assertThat(integrations.items())
                .extracting(integration -> integration.integrationUri())
                .containsExactlyInAnyOrder(
                        "arn:aws:lambda:us-east-1:000000000000:function:pets",
                        "https://example.com/old");
    }

    @Test
    void reimportReplacesRoutesAndKeepsTheirIdentifiers() {
        ImportApiResponse api = plane.call(ImportApiRequest.builder().body(PETS).build());
        Map<String, String> before = routeIds(api.apiId());
        plane.autoStage(api.apiId(), "$default");
        plane.call(
                ReimportApiRequest.builder()
                        .apiId(api.apiId())
                        .body(PETS.replace("/old", "/new"))
                        .build());

        Map<String, String> after = routeIds(api.apiId());
        assertThat(after).containsOnlyKeys("GET /pets", "GET /new");
        assertThat(after.get("GET /pets")).isEqualTo(before.get("GET /pets"));
        assertThat(plane.liveRoutes(api.apiId(), "$default"))
                .containsExactly("GET /new", "GET /pets");
    }

    @Test
    void exportImportedElsewhereExportsTheSame() {
        ImportApiResponse first = plane.call(ImportApiRequest.builder().body(PETS).build());
        String exported = export(first.apiId(), null, "YAML");
        ImportApiResponse second = plane.call(ImportApiRequest.builder().body(exported).build());
        assertThat(second.warnings()).isEmpty();
        assertThat(export(second.apiId(), null, "YAML").replace(second.apiId(), first.apiId()))
                .isEqualTo(exported);
    }

    @Test
    void exportOfAStageShowsWhatIsDeployed() {
        ImportApiResponse api = plane.call(ImportApiRequest.builder().body(PETS).build());
        plane.call(CreateStageRequest.builder().apiId(api.apiId()).stageName("prod").build());
        plane.call(CreateDeploymentRequest.builder().apiId(api.apiId()).stageName("prod").build());
        plane.route(api.apiId(), "GET /later", null);

        assertThat(export(api.apiId(), "prod", "JSON"))
                .contains("\"/pets\"", "\"default\" : \"prod\"")
                .doesNotContain("/later");
        assertThat(export(api.apiId(), null, "JSON")).contains("/later");
    }

    /** OpenAPI demands a version; AWS shows when the API was made. */
    @Test
    void exportWithoutAVersionShowsTheDate() {
        String api = plane.api("pets");
        plane.route(api, "GET /{proxy+}", null);

        assertThat(export(api, null, "JSON"))
                .contains("\"version\" : \"2026-01-02 03:04:05UTC\"", "\"name\" : \"proxy+\"");
    }

    @Test
    void refusedPartIsNamedAndNothingIsKept() {
        String broken = PETS.replace("https://example.com/old", "ftp://example.com");
        assertThatThrownBy(() -> plane.call(ImportApiRequest.builder().body(broken).build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessage(
                        "Errors found during import:\n\tUnable to create route 'GET /old': Invalid"
                                + " HTTP endpoint specified for URI: ftp://example.com");
        assertThatThrownBy(() ->
                        plane.call(
                                ImportApiRequest.builder()
                                        .body(PETS + "  /bare: {get: {}}\n")
                                        .failOnWarnings(true)
                                        .build()))
                .hasMessage("Warnings found during import:\n\tRoute GET /bare has no integration");
    }

    @Test
    void conflictingRouteIsNamed() {
        String twice = PETS + "  /{a}: {get: {}}\n  /{b}: {get: {}}\n";
        assertThatThrownBy(() -> plane.call(ImportApiRequest.builder().body(twice).build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessage(
                        "Errors found during import:\n\tUnable to create route 'GET /{b}': The provided"
                                + " route key \"GET /{b}\" has a conflicting variable on the same"
                                + " hierarchical level as \"GET /{a}\"");
    }

    private Map<String, String> routeIds(String apiId) {
        GetRoutesResponse routes = plane.call(GetRoutesRequest.builder().apiId(apiId).build());
        return routes.items().stream().collect(Collectors.toMap(Route::routeKey, Route::routeId));
    }

    private String export(String apiId, @Nullable String stage, String type) {
        ExportApiResponse exported =
                plane.call(
                        ExportApiRequest.builder()
                                .apiId(apiId)
                                .specification("OAS30")
                                .outputType(type)
                                .stageName(stage)
                                .build());
        return exported.body().asUtf8String();
    }
}

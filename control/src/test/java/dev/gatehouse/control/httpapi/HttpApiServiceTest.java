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
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateVpcLinkRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateVpcLinkResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.TagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UntagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteRequest;

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
                                        ControlPlane.FUNCTION, "2.0", 30_000, Map.of(), Map.of())));
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

    /** Clients such as Terraform send empty texts for what is no longer configured. */
    @Test
    void emptyTextsTakeSettingsAway() {
        String api = plane.api("pets");
        String id = plane.route(api, "GET /a", plane.integration(api));
        Route route =
                update(
                        UpdateRouteRequest.builder()
                                .apiId(api)
                                .routeId(id)
                                .operationName("listPets")
                                .build());
        assertThat(route.operationName()).isEqualTo("listPets");
        assertThat(route.target()).isNotNull();

        route =
                update(
                        UpdateRouteRequest.builder()
                                .apiId(api)
                                .routeId(id)
                                .operationName("")
                                .target("")
                                .build());
        assertThat(route.operationName()).isNull();
        assertThat(route.target()).isNull();

        UpdateApiResponse updated =
                plane.call(UpdateApiRequest.builder().apiId(api).version("").build());
        assertThat(updated.version()).isNull();
    }

    private Route update(UpdateRouteRequest request) {
        plane.call(request);
        GetRoutesResponse routes =
                plane.call(GetRoutesRequest.builder().apiId(request.apiId()).build());
        return routes.items().getFirst();
    }

    @Test
    void corsMethodsMayBeInAnyCase() {
        CreateApiResponse api =
                plane.call(
                        CreateApiRequest.builder()
                                .name("cors")
                                .protocolType("HTTP")
                                .corsConfiguration(cors -> cors.allowMethods("GET", "put"))
                                .build());
        assertThat(api.corsConfiguration().allowMethods()).containsExactly("GET", "PUT");
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
}

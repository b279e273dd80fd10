package dev.gatehouse.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.control.openapi.ApiDefinition.DefinedRoute;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;

class OpenApiReaderTest {
    private static final String PETS =
            """
            openapi: 3.0.1
            info: {title: pets, version: 1.0, description: All pets}
            servers:
              - url: "https://a1b2.execute-api.us-east-1.amazonaws.com/{basePath}"
                variables: {basePath: {default: prod}}
                x-amazon-apigateway-endpoint-configuration: {disableExecuteApiEndpoint: true}
            tags:
              - {name: team, x-amazon-apigateway-tag-value: zoo}
              - {name: bare}
            paths:
              /pets/{id}:
                parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                get:
                  operationId: getPet
                  x-amazon-apigateway-integration:
                    $ref: '#/components/x-amazon-apigateway-integrations/hello'
                x-amazon-apigateway-any-method:
                  x-amazon-apigateway-integration:
                    $ref: '#/components/x-amazon-apigateway-integrations/hello'
              /$default:
                x-amazon-apigateway-any-method:
                  isDefaultRoute: true
                  x-amazon-apigateway-integration:
                    type: http_proxy
                    httpMethod: ANY
                    uri: https://example.com/
                    payloadFormatVersion: 1.0
                    timeoutInMillis: 5000
            components:
              x-amazon-apigateway-integrations:
                hello: {type: AWS_PROXY, uri: FUNCTION, payloadFormatVersion: 2.0}
            x-amazon-apigateway-cors: {allowOrigins: ['*'], maxAge: 60}
            x-amazon-apigateway-importexport-version: 1.0
            """;

    @Test
    void everyPartIsRead() {
        Integration hello =
                Integration.builder()
                        .integrationType(IntegrationType.AWS_PROXY)
                        .integrationUri("FUNCTION")
                        .payloadFormatVersion("2.0")
                        .requestParameters(Map.of())
                        .responseParameters(Map.of())
                        .build();
        Integration fallback =
                hello.toBuilder()
                        .integrationType(IntegrationType.HTTP_PROXY)
                        .integrationMethod("ANY")
                        .integrationUri("https://example.com/")
                        .payloadFormatVersion("1.0")
                        .timeoutInMillis(5000)
                        .build();
        var read = OpenApiReader.read(OpenApiText.parse(PETS), BasePath.IGNORE);
        assertThat(read.warnings()).isEmpty();
        assertThat(read.definition())
                .isEqualTo(
                        new ApiDefinition(
                                "pets",
                                "All pets",
                                "1.0",
                                Cors.builder()
                                        .allowOrigins("*")
                                        .allowHeaders(List.of())
                                        .allowMethods(List.of())
                                        .exposeHeaders(List.of())
                                        .maxAge(60)
                                        .build(),
                                true,
                                Map.of("team", "zoo", "bare", ""),
                                List.of(
                                        new DefinedRoute(
                                                "GET /pets/{id}", "getPet", hello, "hello"),
                                        new DefinedRoute("ANY /pets/{id}", null, hello, "hello"),
                                        new DefinedRoute("$default", null, fallback, null))));
    }

    @Test
    void basePathStandsBeforeEveryPath() {
        var read = OpenApiReader.read(OpenApiText.parse(PETS), BasePath.PREPEND);
        assertThat(read.definition().routes())
                .extracting(DefinedRoute::routeKey)
                .containsExactly("GET /prod/pets/{id}", "ANY /prod/pets/{id}", "$default");
    }

    /** AWS docs: Set the API Gateway OpenAPI basePath property. */
    @ParameterizedTest
    @CsvSource({
        "'{url: \"https://{env}.example.com/v1\"}', /v1/a",
        "'{url: \"/v1/\"}', /v1/a",
        "'{url: \"https://example.com\"}', /a",
        "'{url: \"https://x.com/{stage}/v2\", variables: {stage: {default: prod}}}', /prod/v2/a"
    })
    void basePathIsThatOfTheFirstServer(String server, String path) {
        String document =
                """
                openapi: 3.0.0
                info: {title: t}
                servers: [%s]
                paths: {/a: {get: {}}}
                """
                        .formatted(server);
        assertThat(routeKeys(document, BasePath.PREPEND)).containsExactly("GET " + path);
        assertThat(routeKeys(document, BasePath.IGNORE)).containsExactly("GET /a");
    }

    private static List<String> routeKeys(String document, BasePath basePath) {
        return OpenApiReader.read(OpenApiText.parse(document), basePath)
                .definition()
                .routes()
                .stream()
                .map(DefinedRoute::routeKey)
                .toList();
    }

    @Test
    void whatHasNoEffectIsAWarning() {
        String document =
                """
                openapi: 3.0.0
                info: {title: t}
                x-amazon-apigateway-request-validator: all
                x-mine: 1
                paths:
                  x-mine: [1]
                  /a:
                    get: {x-amazon-apigateway-request-validator: all}
                  /b:
                    get:
                      x-amazon-apigateway-integration:
                        type: http_proxy
                        passthroughBehavior: never
                        timeoutInMilis: 500
                        tlsConfig: {insecureSkipVerification: true}
                """;
        assertThat(OpenApiReader.read(OpenApiText.parse(document), BasePath.IGNORE).warnings())
                .containsExactly(
                        ignored("x-amazon-apigateway-request-validator of the document"),
                        ignored("x-amazon-apigateway-request-validator of GET /a"),
                        "Route GET /a has no integration",
                        ignored("passthroughBehavior of the integration of GET /b"),
                        ignored("timeoutInMilis of the integration of GET /b"),
                        ignored(
                                "insecureSkipVerification of tlsConfig of the integration of"
                                        + " GET /b"));
    }

    private static String ignored(String what) {
        return what + " is ignored: HTTP APIs have no such setting";
    }

    /** Each as flow-style YAML; what begins with a brace would be read as JSON. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {swagger: '2.0', info: {title: t}} | the document has version null
                    {openapi: 3.1.0, info: {title: t}} | the document has version 3.1.0
                    {openapi: 3.0.0, info: {}} | info.title is required
                    {openapi: 3.0.0, info: {title: t}, security: [{jwt: []}]} | security of the document
                    {openapi: 3.0.0, info: {title: t}, x-amazon-apigateway-policy: {}} | x-amazon-apigateway-policy
                    {openapi: 3.0.0, info: {title: t}, paths: {/a: {get: {security: [{k: []}]}}}} | security of GET /a
                    {openapi: 3.0.0, info: {title: t}, paths: {/a: {get: {x-amazon-apigateway-auth: {type: AWS_IAM}}}}} | type AWS_IAM of GET /a
                    {openapi: 3.0.0, info: {title: t}, components: {securitySchemes: {a: {x-amazon-apigateway-authorizer: {}}}}} | security scheme a
                    {openapi: 3.0.0, info: {title: t}, paths: {/a: {$ref: 'file:///etc/passwd'}}} | External reference file:///etc/passwd
                    {openapi: 3.0.0, info: {title: t}, components: {schemas: {a: {$ref: 'http://x/y'}}}} | External reference http://x/y
                    {openapi: 3.0.0, info: {title: t}, paths: {/a: {trace: {}}}} | HTTP APIs do not have trace
                    {openapi: 3.0.0, info: {title: t}, paths: {/a: {get: {x-amazon-apigateway-integration: {$ref: '#/components/x-amazon-apigateway-integrations/none'}}}}} | integration none leads nowhere
                    {openapi: 3.0.0, info: {title: t}, x-amazon-apigateway-importexport-version: '2.0'} | x-amazon-apigateway-importexport-version must be 1.0
                    {openapi: 3.0.0, info: {title: t}, x-amazon-apigateway-cors: {allowOrigins: [{a: 1}]}} | each of allowOrigins must be a string
                    {openapi: 3.0.0, info: {title: t}, paths: {/a: {get: {x-amazon-apigateway-integration: {requestParameters: {'append:header.a': null}}}}}} | append:header.a must be a string
                    """)
    void whatCannotBeHonouredIsRefused(String flow, String words) {
        var document = OpenApiText.parse("--- " + flow);
        assertThatThrownBy(() -> OpenApiReader.read(document, BasePath.IGNORE))
                .isInstanceOf(OpenApiException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JSON", "YAML"})
    void whatIsWrittenReadsBack(String form) {
        ApiDefinition definition =
                OpenApiReader.read(OpenApiText.parse(PETS), BasePath.IGNORE).definition();
        var written = OpenApiWriter.write(definition, "http://a.execute-api.localhost", "x", true);
        String text =
                form.equals("JSON") ? OpenApiText.toJson(written) : OpenApiText.toYaml(written);
        var back = OpenApiReader.read(OpenApiText.parse(text), BasePath.IGNORE);

        assertThat(back.warnings()).isEmpty();
        assertThat(back.definition().routes())
                .containsExactlyInAnyOrderElementsOf(definition.routes());
        assertThat(back.definition().cors()).isEqualTo(definition.cors());
        assertThat(back.definition().tags()).isEqualTo(definition.tags());
        assertThat(back.definition().disableExecuteApiEndpoint()).isTrue();
    }
}

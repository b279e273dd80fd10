package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.foundation.json.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * Headers on the way: parameter mapping and CORS. AWS docs: Transform API requests and responses
 * for HTTP APIs; Configure CORS for HTTP APIs.
 */
class HttpApiMappingTest {
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
    void requestAndResponseAreMapped() {
        HttpApi api = HttpApi.create(clients, "mapped");
        String integration =
                api.integration(
                        api.proxyTo(backend.url() + "/ignored")
                                .integrationMethod("POST")
                                .requestParameters(
                                        Map.of(
                                                "append:header.x-id", "$request.path.id",
                                                "overwrite:querystring.q", "$request.querystring.a",
                                                "remove:header.x-gone", "''",
                                                "append:header.x-mix",
                                                        "${request.header.x-a}-${context.stage}",
                                                "overwrite:path", "/over/${request.path.id}",
                                                "append:header.x-name", "$request.body.user.name"))
                                .responseParameters(
                                        Map.of(
                                                "200",
                                                Map.of(
                                                        "overwrite:statuscode", "202",
                                                        "append:header.x-copy",
                                                                "$response.header.x-backend",
                                                        "remove:header.x-backend", "''",
                                                        "append:header.x-verb",
                                                                "$response.body.method"))));
        api.route("PUT /m/{id}", integration);
        api.stage("prod", Map.of());
        HttpResponse<String> answer =
                clients.send(
                        HttpRequest.newBuilder(
                                        URI.create(server.apiUrl(api.id(), "prod") + "m/5?a=1&b=2"))
                                .header("Content-Type", "application/json")
                                .header("x-a", "here")
                                .header("x-gone", "1")
                                .PUT(BodyPublishers.ofString("{\"user\":{\"name\":\"ann\"}}"))
                                .build());
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("x-copy")).hasValue("echo");
        assertThat(answer.headers().firstValue("x-backend")).isEmpty();
        assertThat(answer.headers().firstValue("x-verb")).hasValue("POST");
        JsonNode seen = Json.parse(answer.body());
        assertThat(seen.path("method").asString()).isEqualTo("POST");
        assertThat(seen.path("target").asString()).startsWith("/over/5?").contains("q=1", "b=2");
        assertThat(seen.path("headers").path("x-id").asString()).isEqualTo("5");
        assertThat(seen.path("headers").path("x-mix").asString()).isEqualTo("here-prod");
        assertThat(seen.path("headers").path("x-name").asString()).isEqualTo("ann");
        assertThat(seen.path("headers").has("x-gone")).isFalse();
    }

    @Test
    void aPrefixIsTakenAwayAndTheHostReplaced() {
        HttpApi api = HttpApi.create(clients, "prefixed");
        String integration =
                api.integration(
                        api.proxyTo(backend.url())
                                .requestParameters(
                                        Map.of(
                                                "overwrite:path", "/$request.path.proxy",
                                                "overwrite:header.host", "inner.example")));
        api.route("ANY /shop/{proxy+}", integration);
        api.stage("prod", Map.of());
        String shop = server.apiUrl(api.id(), "prod") + "shop/";
        JsonNode seen = Json.parse(clients.send(get(shop + "cart/7?a=1")).body());
        assertThat(seen.path("target").asString()).isEqualTo("/cart/7?a=1");
        assertThat(seen.path("headers").path("host").asString()).isEqualTo("inner.example");
        assertThat(Json.parse(clients.send(get(shop)).body()).path("target").asString())
                .isEqualTo("/");
    }

    private static HttpRequest get(String url) {
        return HttpRequest.newBuilder(URI.create(url)).build();
    }

    @Test
    void updateMergesAndEmptyTextDeletesAMapping() {
        HttpApi api = HttpApi.create(clients, "merged");
        String integration =
                api.integration(
                        api.proxyTo(backend.url())
                                .requestParameters(
                                        Map.of(
                                                "append:header.x-one", "1",
                                                "append:header.x-two", "2")));
        clients.apis.updateIntegration(request ->
                request.apiId(api.id())
                        .integrationId(integration)
                        .requestParameters(
                                Map.of("append:header.x-two", "", "append:header.x-three", "3")));
        assertThat(
                        clients.apis
                                .getIntegration(request ->
                                        request.apiId(api.id()).integrationId(integration))
                                .requestParameters())
                .isEqualTo(Map.of("append:header.x-one", "1", "append:header.x-three", "3"));
    }

    @Test
    void corsIsAnsweredAndAddedByTheGateway() {
        String api = clients.quickApi("cors", backend.url());
        clients.apis.updateApi(request ->
                request.apiId(api)
                        .corsConfiguration(cors ->
                                cors.allowOrigins("https://shop.example")
                                        .allowMethods("GET", "PUT")
                                        .allowHeaders("x-mine")
                                        .exposeHeaders("x-backend")
                                        .maxAge(60)
                                        .allowCredentials(true)));
        HttpResponse<String> preflight = preflight(api, "https://shop.example");
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.body()).isEmpty();
        assertHeaders(
                preflight,
                Map.of(
                        "access-control-allow-origin", "https://shop.example",
                        "access-control-allow-methods", "GET,PUT",
                        "access-control-allow-headers", "x-mine",
                        "access-control-max-age", "60",
                        "access-control-allow-credentials", "true"));
        assertHeaders(
                from(api, "https://shop.example"),
                Map.of(
                        "access-control-allow-origin", "https://shop.example",
                        "access-control-expose-headers", "x-backend",
                        "access-control-allow-credentials", "true"));
        assertThat(from(api, "https://other.example").headers().map())
                .doesNotContainKey("access-control-allow-origin");
        clients.apis.deleteCorsConfiguration(request -> request.apiId(api));
        assertThat(Json.parse(preflight(api, "https://shop.example").body()).path("method"))
                .isEqualTo(Json.parse("\"OPTIONS\""));
    }

    private static void assertHeaders(HttpResponse<String> response, Map<String, String> expected) {
        expected.forEach(
                (name, value) -> assertThat(response.headers().firstValue(name)).hasValue(value));
    }

    private static HttpResponse<String> preflight(String api, String origin) {
        return clients.send(
                HttpRequest.newBuilder(URI.create(clients.stageUrl(api)))
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "GET")
                        .method("OPTIONS", BodyPublishers.noBody())
                        .build());
    }

    private static HttpResponse<String> from(String api, String origin) {
        return clients.send(
                HttpRequest.newBuilder(URI.create(clients.stageUrl(api)))
                        .header("Origin", origin)
                        .build());
    }
}

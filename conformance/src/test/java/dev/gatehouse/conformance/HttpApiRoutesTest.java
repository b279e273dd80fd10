package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.foundation.json.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Which route answers, what its function sees and what its caller gets. AWS docs: Create routes for
 * HTTP APIs; Create AWS Lambda proxy integrations for HTTP APIs.
 */
class HttpApiRoutesTest {
    @RegisterExtension static final RunningServer server = new RunningServer();

    /** Answers with the event, or with what the header x-answer demands. */
    private static final String CODE =
            """
            exports.handler = async (event) => {
              const wish = event.headers['x-answer'];
              if (wish) return JSON.parse(wish);
              return { statusCode: 200, body: JSON.stringify(event) };
            };
            """;

    private static Clients clients;
    private static HttpApi api;

    @BeforeAll
    static void createApi() {
        Programs.require("node");
        clients = new Clients(server.url());
        String function = clients.createNode("events", CODE);
        clients.permit("events");
        api = HttpApi.create(clients, "routes");
        String second = api.lambda(function, "2.0");
        String first = api.lambda(function, "1.0");
        api.route("GET /pets/{id}", second);
        api.route("ANY /pets/{id}", second);
        api.route("GET /pets/mine", second);
        api.route("GET /pets/{rest+}", second);
        api.route("ANY /pets/{rest+}", second);
        api.route("HEAD /verbs", second);
        api.route("OPTIONS /verbs", second);
        api.route("POST /two", second);
        api.route("POST /one", first);
        api.route("$default", second);
        api.stage("prod", Map.of("color", "blue"));
    }

    @AfterAll
    static void close() {
        clients.close();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    GET,     pets/7,     GET /pets/{id}
                    DELETE,  pets/7,     ANY /pets/{id}
                    GET,     pets/mine,  GET /pets/mine
                    DELETE,  pets/mine,  ANY /pets/{id}
                    GET,     pets/7/toy, GET /pets/{rest+}
                    PATCH,   pets/7/toy, ANY /pets/{rest+}
                    OPTIONS, verbs,      OPTIONS /verbs
                    GET,     verbs,      $default
                    GET,     nowhere,    $default
                    """)
    void mostSpecificRouteAnswers(String verb, String path, String route) {
        HttpRequest request = request(path).method(verb, BodyPublishers.noBody()).build();
        assertThat(event(request).path("routeKey").asString()).isEqualTo(route);
    }

    @Test
    void headHasTheHeadersAndNoBody() {
        HttpResponse<String> answer =
                clients.send(request("verbs").method("HEAD", BodyPublishers.noBody()).build());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValueAsLong("content-length").orElseThrow())
                .isGreaterThan(100);
    }

    @Test
    void formatTwoJoinsRepeatedValuesAndListsCookies() {
        JsonNode event =
                event(
                        request("two?a=1&a=2&b=x%20y")
                                .header("Cookie", "c=1; d=2")
                                .header("X-Twice", "one")
                                .header("X-Twice", "two")
                                .POST(BodyPublishers.ofString("hello"))
                                .build());
        assertThat(event.path("version").asString()).isEqualTo("2.0");
        assertThat(event.path("rawPath").asString()).isEqualTo("/prod/two");
        assertThat(event.path("rawQueryString").asString()).isEqualTo("a=1&a=2&b=x%20y");
        assertThat(event.path("queryStringParameters"))
                .isEqualTo(Json.parse("{\"a\":\"1,2\",\"b\":\"x y\"}"));
        assertThat(event.path("cookies")).isEqualTo(Json.parse("[\"c=1\",\"d=2\"]"));
        assertThat(event.path("headers").path("x-twice").asString()).isEqualTo("one,two");
        assertThat(event.path("headers").has("cookie")).isFalse();
        assertThat(event.path("stageVariables")).isEqualTo(Json.parse("{\"color\":\"blue\"}"));
        assertThat(event.path("body").asString()).isEqualTo("aGVsbG8=");
        assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
        assertThat(event.has("pathParameters")).isFalse();
    }

    @Test
    void formatOneHasBothFormsOfRepeatedValues() {
        JsonNode event =
                event(
                        request("one?a=1&a=2")
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("hello"))
                                .build());
        assertThat(event.path("version").asString()).isEqualTo("1.0");
        assertThat(event.path("resource").asString()).isEqualTo("/one");
        assertThat(event.path("path").asString()).isEqualTo("/prod/one");
        assertThat(event.path("httpMethod").asString()).isEqualTo("POST");
        assertThat(event.path("queryStringParameters")).isEqualTo(Json.parse("{\"a\":\"2\"}"));
        assertThat(event.path("multiValueQueryStringParameters"))
                .isEqualTo(Json.parse("{\"a\":[\"1\",\"2\"]}"));
        assertThat(event.path("pathParameters").isNull()).isTrue();
        assertThat(event.path("body").asString()).isEqualTo("hello");
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
    }

    @Test
    void binaryBodiesTravelInBase64BothWays() throws Exception {
        byte[] bytes = {0, 1, (byte) 0xff, (byte) 0xfe, 65};
        String base64 = Base64.getEncoder().encodeToString(bytes);
        JsonNode event =
                event(
                        request("two")
                                .header("Content-Type", "application/octet-stream")
                                .POST(BodyPublishers.ofByteArray(bytes))
                                .build());
        assertThat(event.path("body").asString()).isEqualTo(base64);
        assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
        HttpRequest wish =
                wish(
                        "{\"statusCode\":200,\"headers\":{\"content-type\":\"image/png\"},"
                                + "\"isBase64Encoded\":true,\"body\":\""
                                + base64
                                + "\"}");
        assertThat(clients.sendForBytes(wish).body()).isEqualTo(bytes);
    }

    @Test
    void formatTwoAnswersAreCompleted() {
        HttpResponse<String> bare = clients.send(wish("{\"hello\":\"world\"}"));
        assertThat(bare.statusCode()).isEqualTo(200);
        assertThat(bare.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(bare.body()).isEqualTo("{\"hello\":\"world\"}");
        HttpResponse<String> whole =
                clients.send(
                        wish(
                                "{\"statusCode\":201,\"cookies\":[\"a=1\",\"b=2; Secure\"],"
                                        + "\"headers\":{\"X-Mine\":\"yes\"},\"body\":\"made\"}"));
        assertThat(whole.statusCode()).isEqualTo(201);
        assertThat(whole.headers().allValues("set-cookie")).containsExactly("a=1", "b=2; Secure");
        assertThat(whole.headers().firstValue("x-mine")).hasValue("yes");
        assertThat(whole.body()).isEqualTo("made");
    }

    @Test
    void formatOneDemandsAStatusCode() {
        HttpResponse<String> bare =
                clients.send(
                        request("one")
                                .header("x-answer", "{\"hello\":\"world\"}")
                                .POST(BodyPublishers.noBody())
                                .build());
        assertThat(bare.statusCode()).isEqualTo(500);
        assertThat(bare.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
        HttpResponse<String> twice =
                clients.send(
                        request("one")
                                .header(
                                        "x-answer",
                                        "{\"statusCode\":\"202\",\"multiValueHeaders\":"
                                                + "{\"x-many\":[\"1\",\"2\"]}}")
                                .POST(BodyPublishers.noBody())
                                .build());
        assertThat(twice.statusCode()).isEqualTo(202);
        assertThat(twice.headers().allValues("x-many")).containsExactly("1", "2");
    }

    private static HttpRequest wish(String answer) {
        return request("two").header("x-answer", answer).POST(BodyPublishers.noBody()).build();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.apiUrl(api.id(), "prod") + path));
    }

    private static JsonNode event(HttpRequest request) {
        HttpResponse<String> answer = clients.send(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body());
    }
}

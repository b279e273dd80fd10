package dev.gatehouse.gateway.pipeline;

import static dev.gatehouse.gateway.pipeline.Gateway.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.gateway.Requests;
import dev.gatehouse.gateway.integrate.LambdaInvoker.LambdaOutcome;
import dev.gatehouse.gateway.stage.HttpApiStage.Cors;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Source: AWS docs, "Configure CORS for HTTP APIs". */
class CorsTest {
    private static final Cors CORS =
            new Cors(
                    true,
                    List.of("authorization", "x-a"),
                    List.of("GET", "POST"),
                    List.of("https://example.com", "http://*"),
                    List.of("x-b"),
                    300);

    private final Gateway gateway = new Gateway();

    @Test
    void preflightsAreAnsweredWithoutARoute() {
        gateway.publish(stage("$default").route("GET /pets").cors(CORS));

        Response response = gateway.send(preflight("https://example.com"));

        assertThat(response.status()).isEqualTo(204);
        assertThat(Gateway.text(response)).isEmpty();
        assertThat(Gateway.withoutId(response))
                .isEqualTo(
                        Headers.of(
                                "access-control-allow-origin", "https://example.com",
                                "access-control-allow-credentials", "true",
                                "access-control-allow-methods", "GET,POST",
                                "access-control-allow-headers", "authorization,x-a",
                                "access-control-max-age", "300"));
        assertThat(gateway.functions.calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com,      true",
        "http://anything.at.all,   true",
        "https://example.com.evil, false",
        "https://other.example,    false",
        "null,                     false",
    })
    void onlyConfiguredOriginsAreAllowed(String origin, boolean allowed) {
        gateway.publish(stage("$default").route("GET /pets").cors(CORS));

        Response response = gateway.send(preflight(origin));

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.headers().first("access-control-allow-origin"))
                .isEqualTo(allowed ? origin : null);
        assertThat(response.headers().contains("access-control-allow-methods")).isEqualTo(allowed);
    }

    @Test
    void anOptionsRequestThatIsNoPreflightIsRouted() {
        gateway.publish(stage("$default").route("GET /pets").cors(CORS));

        Requests options = Requests.of("OPTIONS", "/pets").header("Origin", "https://example.com");

        Response response = gateway.send(options);
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.headers().first("access-control-allow-origin"))
                .isEqualTo("https://example.com");
    }

    @Test
    void theIntegrationsOwnCorsHeadersGiveWayToTheConfiguration() {
        gateway.publish(stage("$default").route("$default").cors(CORS));
        gateway.functions.become(
                new LambdaOutcome.Answered(
                        """
                        {"statusCode":200,"headers":{"Access-Control-Allow-Origin":"*",
                         "Access-Control-Max-Age":"1","Content-Type":"a/b"}}\
                        """
                                .getBytes(StandardCharsets.UTF_8)));

        Response cross = gateway.send(Requests.get("/").header("Origin", "https://example.com"));
        Response same = gateway.send(Requests.get("/"));

        assertThat(Gateway.withoutId(cross))
                .isEqualTo(
                        Headers.of(
                                "content-type", "a/b",
                                "access-control-allow-origin", "https://example.com",
                                "access-control-allow-credentials", "true",
                                "access-control-expose-headers", "x-b"));
        assertThat(Gateway.withoutId(same)).isEqualTo(Headers.of("content-type", "a/b"));
    }

    @Test
    void withoutACorsConfigurationEverythingIsTheIntegrations() {
        gateway.publish(stage("$default").route("$default"));

        gateway.send(preflight("https://example.com"));

        assertThat(gateway.functions.lastEvent().get("requestContext").get("http").get("method"))
                .hasToString("\"OPTIONS\"");
    }

    private static Requests preflight(String origin) {
        return Requests.of("OPTIONS", "/anywhere")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET");
    }
}

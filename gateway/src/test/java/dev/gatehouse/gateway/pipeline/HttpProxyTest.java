package dev.gatehouse.gateway.pipeline;

import static dev.gatehouse.gateway.pipeline.Gateway.backend;
import static dev.gatehouse.gateway.pipeline.Gateway.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.gateway.Requests;
import dev.gatehouse.gateway.stage.HttpIntegration;
import dev.gatehouse.http.client.ClientOutcome;
import dev.gatehouse.http.client.ClientRequest;
import dev.gatehouse.http.client.Endpoint;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Source: AWS docs, "Create HTTP proxy integrations for HTTP APIs". */
class HttpProxyTest {
    private final Gateway gateway = new Gateway();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://b/               | $default          | /any?q=1      | /?q=1",
                "http://b                | $default          | /any          | /",
                "http://b/fixed          | $default          | /any          | /fixed",
                "http://b/{proxy}        | ANY /{proxy+}     | /a/b%20c/?x=% | /a/b%20c/?x=%",
                "http://b/x/{proxy+}     | ANY /{proxy+}     | /a%2Fb/c      | /x/a%2Fb/c",
                "http://b/p/{id}/t?k=v   | GET /pets/{id}    | /pets/7?a=b   | /p/7/t?k=v&a=b",
                "http://b/p/{other}      | GET /pets/{id}    | /pets/7       | /p/",
            })
    void theUriTakesPathVariablesAndTheQuery(
            String uri, String key, String request, String target) {
        gateway.publish(stage("$default").route(key, backend(uri)));

        gateway.send(Requests.get(request));

        assertThat(gateway.backend.last().target()).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "http://b.example/x,        false, b.example, 80,   b.example",
        "https://b.example/x,       true,  b.example, 443,  b.example",
        "http://127.0.0.1:8080?a=b, false, 127.0.0.1, 8080, 127.0.0.1:8080",
        "http://[::1]:81/,          false, ::1,       81,   [::1]:81",
    })
    void theUriNamesTheBackend(String uri, boolean secure, String host, int port, String named) {
        gateway.publish(stage("$default").route("$default", backend(uri)));

        gateway.send(Requests.get("/"));

        ClientRequest sent = gateway.backend.last();
        assertThat(sent.endpoint()).isEqualTo(Endpoint.of(secure, host, port));
        assertThat(sent.headers().first("host")).isEqualTo(named);
        assertThat(sent.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(sent.method()).isEqualTo("GET");
    }

    @Test
    void stageVariablesStandInTheUri() {
        gateway.publish(
                stage("$default")
                        .route("$default", backend("http://${stageVariables.host}:81/v"))
                        .variables(Map.of("host", "backend.example")));

        gateway.send(Requests.get("/"));

        assertThat(gateway.backend.last().endpoint())
                .isEqualTo(Endpoint.of(false, "backend.example", 81));
    }

    @Test
    void theConfiguredMethodIsSent() {
        gateway.publish(
                stage("$default")
                        .route(
                                "$default",
                                new HttpIntegration.HttpProxy(
                                        "PUT", "http://b/", null, null, 50, Map.of(), Map.of())));

        gateway.send(Requests.of("POST", "/"));

        assertThat(gateway.backend.last().method()).isEqualTo("PUT");
    }

    /** Source: AWS docs, "Create private integrations for HTTP APIs". */
    @Test
    void aPrivateBackendGetsThePathWithTheStage() {
        gateway.publish(
                stage("prod")
                        .route(
                                "ANY /{proxy+}",
                                new HttpIntegration.HttpProxy(
                                        "ANY",
                                        "https://listener",
                                        "10.0.0.7:8443",
                                        "inner.example",
                                        30_000,
                                        Map.of(),
                                        Map.of())));

        gateway.send(Requests.get("/prod/a%20b?c"));

        assertThat(gateway.backend.last().endpoint())
                .isEqualTo(new Endpoint(true, "10.0.0.7", 8443, "inner.example"));
        assertThat(gateway.backend.last().target()).isEqualTo("/prod/a%20b?c");
    }

    @Test
    void headersOfOneConnectionStayThereAndForwardedTellsTheWay() {
        gateway.publish(stage("$default").route("$default", backend("http://b/")));

        gateway.send(
                Requests.get("/")
                        .header("Accept", "a/b")
                        .header("X-Dup", "1")
                        .header("x-dup", "2")
                        .header("Connection", "keep-alive, X-Private")
                        .header("Keep-Alive", "timeout=5")
                        .header("Proxy-Authorization", "secret")
                        .header("TE", "trailers")
                        .header("Trailer", "x")
                        .header("Upgrade", "websocket")
                        .header("X-Private", "secret")
                        .header("apigw-requestid", "forged")
                        .header("Forwarded", "for=192.0.2.1")
                        .header("X-Forwarded-For", "198.51.100.1, 2001:db8::1")
                        .header("X-Forwarded-Proto", "http")
                        .header("X-Forwarded-Host", "evil.example")
                        .header("Via", "1.1 other")
                        .header("X-Amzn-Trace-Id", "Root=1-60ad1af6-7bbc041f64b16ac44ad97952"));

        Headers sent = gateway.backend.last().headers();
        assertThat(sent.toBuilder().remove("x-amzn-trace-id").build())
                .isEqualTo(
                        Headers.of(
                                "host", "b",
                                "accept", "a/b",
                                "x-dup", "1",
                                "x-dup", "2",
                                "forwarded",
                                        "for=192.0.2.1, for=198.51.100.1,"
                                                + " for=\"[2001:db8::1]\","
                                                + " for=203.0.113.9;host="
                                                + Gateway.HOST
                                                + ";proto=https",
                                "via", "1.1 other, HTTP/1.1 AmazonAPIGateway"));
        assertThat(sent.first("x-amzn-trace-id"))
                .matches(
                        "Self=1-[0-9a-f]{8}-[0-9a-f]{24};Root=1-60ad1af6-7bbc041f64b16ac44ad97952");
    }

    @Test
    void theBackendsResponseIsPassedOn() {
        gateway.publish(stage("$default").route("$default", backend("http://b/")));
        gateway.backend.become(
                new ClientOutcome.Answered(
                        Response.of(
                                418,
                                Headers.of(
                                        "Content-Type", "a/b",
                                        "Set-Cookie", "a=1",
                                        "Set-Cookie", "b=2",
                                        "Connection", "X-Hop",
                                        "X-Hop", "1",
                                        "Transfer-Encoding", "chunked",
                                        "Date", "then",
                                        "apigw-requestid", "forged"),
                                "body".getBytes(StandardCharsets.UTF_8))));

        Response response = gateway.send(Requests.get("/"));

        assertThat(response.status()).isEqualTo(418);
        assertThat(response.headers().toBuilder().remove("apigw-requestid").build())
                .isEqualTo(
                        Headers.of(
                                "content-type", "a/b", "set-cookie", "a=1", "set-cookie", "b=2"));
        assertThat(response.headers().all("apigw-requestid"))
                .singleElement()
                .isNotEqualTo("forged");
        assertThat(Gateway.text(response)).isEqualTo("body");
    }

    @Test
    void aBackendThatIsLateOrGoneIsUnavailable() {
        gateway.publish(stage("$default").route("$default", backend("http://b/")));

        gateway.backend.become(new ClientOutcome.TimedOut());
        assertThat(gateway.send(Requests.get("/")).status()).isEqualTo(503);

        gateway.backend.become(new ClientOutcome.Unreachable("secret"));
        Response response = gateway.send(Requests.get("/"));
        assertThat(response.status()).isEqualTo(503);
        assertThat(Gateway.text(response)).isEqualTo("{\"message\":\"Service Unavailable\"}");
    }

    @Test
    void aCallersConnectionHeaderTakesAwayNothingThatOthersHaveSaid() {
        gateway.publish(
                stage("prod")
                        .route(
                                "$default",
                                Integrations.backend(
                                        "http://b/",
                                        Map.of("overwrite:header.x-tenant", "$context.apiId"),
                                        Map.of())));

        gateway.send(
                Requests.get("/prod/")
                        .header("Connection", "close")
                        .header("Connection", "X-Tenant, X-Forwarded-For, Via, X-Private")
                        .header("X-Tenant", "forged")
                        .header("X-Private", "1")
                        .header("X-Forwarded-For", "198.51.100.7")
                        .header("Forwarded", "for=\"open"));

        var headers = gateway.backend.last().headers();
        assertThat(headers.all("x-tenant")).containsExactly("api1");
        assertThat(headers.contains("x-private")).isFalse();
        assertThat(headers.all("forwarded"))
                .singleElement()
                .asString()
                .startsWith("for=198.51.100.7, for=203.0.113.9;host=");
    }
}

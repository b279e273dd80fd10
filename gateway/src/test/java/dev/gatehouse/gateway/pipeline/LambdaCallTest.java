package dev.gatehouse.gateway.pipeline;

import static dev.gatehouse.gateway.pipeline.Gateway.FUNCTION;
import static dev.gatehouse.gateway.pipeline.Gateway.function;
import static dev.gatehouse.gateway.pipeline.Gateway.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.gateway.Requests;
import dev.gatehouse.gateway.integrate.LambdaInvoker.LambdaOutcome;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Which function is called, in whose name, with what of the client's headers. */
class LambdaCallTest {
    private final Gateway gateway = new Gateway();

    @Test
    void inboundCopiesOfGatewayHeadersNeverReachTheFunctionAsOurs() {
        gateway.publish(stage("$default").route("$default"));

        gateway.send(
                Requests.get("/")
                        .header("X-Forwarded-For", "198.51.100.1")
                        .header("X-Forwarded-Port", "1")
                        .header("X-Forwarded-Proto", "gopher")
                        .header("apigw-requestid", "forged")
                        .header("X-Amzn-Apigateway-Api-Id", "forged")
                        .header("X-Amzn-Trace-Id", "Root=1-60ad1af6-7bbc041f64b16ac44ad97952")
                        .header("Connection", "X-Private, close")
                        .header("X-Private", "secret")
                        .header("Transfer-Encoding", "chunked"));

        JsonNode headers = gateway.functions.lastEvent().get("headers");
        assertThat(headers.propertyNames())
                .containsExactly(
                        "content-length",
                        "host",
                        "x-amzn-trace-id",
                        "x-forwarded-for",
                        "x-forwarded-port",
                        "x-forwarded-proto");
        assertThat(headers.get("x-forwarded-for").asString())
                .isEqualTo("198.51.100.1, 203.0.113.9");
        assertThat(headers.get("x-forwarded-port").asString()).isEqualTo("443");
        assertThat(headers.get("x-forwarded-proto").asString()).isEqualTo("https");
        assertThat(headers.get("x-amzn-trace-id").asString())
                .matches("Self=1-5e6a879e-[0-9a-f]{24};Root=1-60ad1af6-7bbc041f64b16ac44ad97952");
        assertThat(gateway.functions.last().traceHeader())
                .isEqualTo("Root=1-60ad1af6-7bbc041f64b16ac44ad97952");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /pets/{id}  | GET  | /pets/7 | api1/$default/GET/pets/{id}",
                "ANY /pets/{id}  | POST | /pets/7 | api1/$default/POST/pets/{id}",
                "$default        | GET  | /x      | api1/$default/$default",
            })
    void theCallNamesItsRouteForTheResourcePolicy(
            String key, String verb, String path, String resource) {
        gateway.publish(stage("$default").route(key));

        gateway.send(Requests.of(verb, path));

        assertThat(gateway.functions.last().sourceArn())
                .isEqualTo("arn:aws:execute-api:us-east-1:123456789012:" + resource);
        assertThat(gateway.functions.last().sourceAccount()).isEqualTo("123456789012");
    }

    @ParameterizedTest
    @CsvSource({
        FUNCTION + ":${stageVariables.alias}",
        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
                + FUNCTION
                + ":${stageVariables.alias}/invocations",
    })
    void stageVariablesChooseTheAlias(String uri) {
        gateway.publish(
                stage("$default")
                        .route("$default", function(uri, "2.0"))
                        .variables(Map.of("alias", "live")));

        gateway.send(Requests.get("/"));

        assertThat(gateway.functions.called()).isEqualTo(FUNCTION + ":live");
    }

    @Test
    void parameterMappingChangesTheEvent() {
        gateway.publish(
                stage("$default")
                        .route(
                                "POST /pets/{id}",
                                Integrations.function(
                                        Map.of(
                                                "overwrite:header.x-id", "$request.path.id",
                                                "append:header.x-seen", "${context.requestTime}",
                                                "remove:header.x-gone", "''",
                                                "overwrite:querystring.kind", "$request.body.kind",
                                                "remove:querystring.old", "''",
                                                "overwrite:path", "/animals/${request.path.id}"))));

        gateway.send(
                Requests.of("POST", "/pets/a%20b?old=1&keep=2")
                        .header("X-Gone", "1")
                        .body("application/json", "{\"kind\":\"dog\"}"));

        JsonNode event = gateway.functions.lastEvent();
        assertThat(event.get("headers").get("x-id").asString()).isEqualTo("a b");
        assertThat(event.get("headers").get("x-seen").asString())
                .isEqualTo("12/Mar/2020:19:03:58 +0000");
        assertThat(event.get("headers").has("x-gone")).isFalse();
        assertThat(event.get("rawQueryString").asString()).isEqualTo("keep=2&kind=dog");
        assertThat(event.get("rawPath").asString()).isEqualTo("/animals/a b");
        assertThat(event.get("body").asString()).isEqualTo("{\"kind\":\"dog\"}");
    }

    @Test
    void aFunctionsResultBecomesTheResponse() {
        gateway.publish(stage("$default").route("$default"));
        gateway.functions.become(
                new LambdaOutcome.Answered(
                        "{\"statusCode\":201,\"headers\":{\"X-A\":\"1\"},\"body\":\"hi\"}"
                                .getBytes(StandardCharsets.UTF_8)));

        Response response = gateway.send(Requests.get("/"));

        String id = Objects.requireNonNull(response.headers().first("apigw-requestid"));
        assertThat(id).hasSize(16).endsWith("=");
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers())
                .isEqualTo(
                        Headers.of(
                                "x-a",
                                "1",
                                "content-type",
                                "text/plain; charset=utf-8",
                                "apigw-requestid",
                                id));
        assertThat(Gateway.text(response)).isEqualTo("hi");
    }
}

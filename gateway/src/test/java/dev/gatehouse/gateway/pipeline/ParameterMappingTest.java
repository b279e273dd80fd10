package dev.gatehouse.gateway.pipeline;

import static dev.gatehouse.gateway.pipeline.Gateway.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.gateway.Requests;
import dev.gatehouse.http.client.ClientOutcome;
import dev.gatehouse.http.client.Endpoint;
import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.BodyAbortedException;
import dev.gatehouse.http.message.BodyTooLargeException;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Source: AWS docs, "Transform API requests and responses for HTTP APIs". */
class ParameterMappingTest {
    private final Gateway gateway = new Gateway();

    @Test
    void parameterMappingChangesRequestAndResponse() {
        gateway.publish(
                stage("prod")
                        .route(
                                "ANY /a/{id}",
                                Integrations.backend(
                                        "http://b/ignored?k=v",
                                        Map.of(
                                                "overwrite:path", "/x$request.path/y",
                                                "append:querystring.id", "$request.path.id",
                                                "overwrite:header.x-stage", "$context.stage"),
                                        Map.of(
                                                "200",
                                                Map.of(
                                                        "overwrite:statuscode", "202",
                                                        "append:header.x-kind",
                                                                "$response.header.content-type",
                                                        "append:header.x-body", "$response.body",
                                                        "remove:header.content-type", "''")))));

        Response response = gateway.send(Requests.get("/prod/a/1%2F2"));

        assertThat(gateway.backend.last().target()).isEqualTo("/x/a/1%2F2/y?k=v&id=1%2F2");
        assertThat(gateway.backend.last().headers().first("x-stage")).isEqualTo("prod");
        assertThat(response.status()).isEqualTo(202);
        assertThat(response.headers().first("x-kind")).isEqualTo("text/plain");
        assertThat(response.headers().first("x-body")).isEqualTo("from the backend");
        assertThat(response.headers().contains("content-type")).isFalse();
        assertThat(Gateway.text(response)).isEqualTo("from the backend");
    }

    static Stream<Arguments> brokenResponses() {
        return Stream.of(
                Arguments.of(new BodyTooLargeException(1), 500, "Internal Server Error"),
                Arguments.of(new BodyAbortedException("gone"), 503, "Service Unavailable"));
    }

    @ParameterizedTest
    @MethodSource("brokenResponses")
    void aResponseThatAMappingCannotReadIsTheBackendsFault(
            RuntimeException failure, int status, String message) {
        mapResponse("append:header.x-body", "$response.body.a");
        answerWith(new BrokenBody(failure));

        Response response = gateway.send(Requests.get("/"));

        assertThat(response.status()).isEqualTo(status);
        assertThat(Gateway.text(response)).isEqualTo("{\"message\":\"" + message + "\"}");
    }

    @Test
    void aResponseWhoseMappingFailsIsGivenUp() {
        BrokenBody body = new BrokenBody(new IllegalStateException("nobody reads this"));
        mapResponse("append:header.x-q", "$request.querystring.q");
        answerWith(body);

        assertThat(gateway.send(Requests.get("/?q=fine")).status()).isEqualTo(200);
        assertThat(body.discarded()).isFalse();
        assertThat(gateway.send(Requests.get("/?q=a%0ab")).status()).isEqualTo(500);
        assertThat(body.discarded()).isTrue();
    }

    private void mapResponse(String key, String value) {
        gateway.publish(
                stage("$default")
                        .route(
                                "$default",
                                Integrations.backend(
                                        "http://b/", Map.of(), Map.of("200", Map.of(key, value)))));
    }

    private void answerWith(Body body) {
        gateway.backend.become(
                new ClientOutcome.Answered(new Response(200, Headers.empty(), body)));
    }

    @ParameterizedTest
    @CsvSource({
        "inner.example,             inner.example",
        "${stageVariables.name}.x,  one.x",
        "$context.domainName,       " + Gateway.HOST,
        "$request.header.absent,    b:81",
    })
    void aMappedHostIsAskedForInTheBackendsPlace(String value, String host) {
        gateway.publish(
                stage("$default")
                        .route(
                                "$default",
                                Integrations.backend(
                                        "http://b:81/",
                                        Map.of("overwrite:header.Host", value),
                                        Map.of()))
                        .variables(Map.of("name", "one")));

        gateway.send(Requests.get("/"));

        assertThat(gateway.backend.last().headers().all("host")).containsExactly(host);
        assertThat(gateway.backend.last().endpoint()).isEqualTo(Endpoint.of(false, "b", 81));
    }

    @Test
    void aPathFromTheCallerCannotClimbOutOfItsMapping() {
        gateway.publish(
                stage("$default")
                        .route(
                                "$default",
                                Integrations.backend(
                                        "http://b/",
                                        Map.of("overwrite:path", "/inner/${request.querystring.p}"),
                                        Map.of())));

        assertThat(gateway.send(Requests.get("/?p=../admin")).status()).isEqualTo(400);
        gateway.send(Requests.get("/?p=a?b%23c"));
        assertThat(gateway.backend.last().target()).startsWith("/inner/a%3Fb%23c?");
    }
}

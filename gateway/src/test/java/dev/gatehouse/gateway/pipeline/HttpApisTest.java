package dev.gatehouse.gateway.pipeline;

import static dev.gatehouse.gateway.pipeline.Gateway.function;
import static dev.gatehouse.gateway.pipeline.Gateway.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.gateway.Requests;
import dev.gatehouse.gateway.integrate.LambdaInvoker.LambdaOutcome;
import dev.gatehouse.gateway.stage.HttpApiStage.Throttle;
import dev.gatehouse.gateway.stage.HttpIntegration;
import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HttpApisTest {
    private static final int LIMIT = 10 * 1024 * 1024;

    private final Gateway gateway = new Gateway();

    /** Source: AWS docs, "Create routes for HTTP APIs" and "Stages for HTTP APIs". */
    @ParameterizedTest
    @CsvSource({
        "/prod/pets,                            prod,     /prod/pets",
        "/pr%6Fd/pets,                          prod,     /prod/pets",
        "/prod,                                 prod,     /prod",
        "/prod/,                                prod,     /prod/",
        "/pets,                                 $default, /pets",
        "/Prod/pets,                            $default, /Prod/pets",
        "/,                                     $default, /",
        "/$default/pets,                        $default, /$default/pets",
        "/_aws/execute-api/api1/prod/pets,      prod,     /prod/pets",
        "/_aws/execute-api/api1/$default/prod,  $default, /prod",
        "/_aws/execute-api/api1/prod,           prod,     /prod/",
    })
    void theLongestStageNameInThePathAnswersElseTheDefault(
            String target, String stage, String rawPath) {
        gateway.publish(stage("prod").route("$default").route("GET /"));
        gateway.publish(stage("$default").route("$default").route("GET /"));

        assertThat(gateway.send(Requests.get(target)).status()).isEqualTo(200);

        var event = gateway.functions.lastEvent();
        assertThat(event.get("requestContext").get("stage").asString()).isEqualTo(stage);
        assertThat(event.get("rawPath").asString()).isEqualTo(rawPath);
    }

    @ParameterizedTest
    @CsvSource({"/nowhere", "/prod/nowhere", "/_aws/execute-api/api1/nowhere/pets"})
    void noStageOrNoRouteIsNotFound(String target) {
        gateway.publish(stage("prod").route("GET /pets"));

        assertFault(gateway.send(Requests.get(target)), 404, "Not Found");
    }

    @Test
    void aDisabledEndpointAndARemovedStageAreNotFound() {
        gateway.publish(stage("prod").route("$default").disabled());
        assertFault(gateway.send(Requests.get("/prod/")), 404, "Not Found");

        gateway.publish(stage("prod").route("$default"));
        assertThat(gateway.send(Requests.get("/prod/")).status()).isEqualTo(200);

        gateway.remove("prod");
        assertFault(gateway.send(Requests.get("/prod/")), 404, "Not Found");
    }

    @ParameterizedTest
    @CsvSource({"/a/../b", "/a/%2e%2e/b", "/a%5cb", "/a%00", "/a%zz", "/..;/b"})
    void aPathWithoutCanonicalFormIsRefusedBeforeAnyRoute(String target) {
        gateway.publish(stage("$default").route("$default"));

        assertFault(gateway.send(Requests.get(target)), 400, "Bad Request");
        assertThat(gateway.functions.calls).isEmpty();
    }

    static Stream<Arguments> outcomes() {
        byte[] error = "{\"errorMessage\":\"secret\"}".getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Arguments.of(new LambdaOutcome.FunctionFailed(error), 500, "Internal Server Error"),
                Arguments.of(new LambdaOutcome.Refused("secret"), 500, "Internal Server Error"),
                Arguments.of(
                        new LambdaOutcome.Answered("{".getBytes(StandardCharsets.UTF_8)),
                        500,
                        "Internal Server Error"),
                Arguments.of(new LambdaOutcome.Throttled(), 503, "Service Unavailable"),
                Arguments.of(new LambdaOutcome.Unavailable("secret"), 503, "Service Unavailable"),
                Arguments.of(new LambdaOutcome.TooLarge(), 413, "Request Entity Too Large"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void whatBecomesOfACallIsAwsAnswer(LambdaOutcome outcome, int status, String message) {
        gateway.publish(stage("$default").route("$default"));
        gateway.functions.become(outcome);

        assertFault(gateway.send(Requests.get("/")), status, message);
    }

    @Test
    void aFunctionThatDoesNotAnswerInTimeIsUnavailable() {
        gateway.publish(
                stage("$default")
                        .route(
                                "$default",
                                new HttpIntegration.LambdaProxy(
                                        Gateway.FUNCTION, "2.0", 50, Map.of(), Map.of())));
        gateway.functions.become(new CompletableFuture<>());

        assertFault(gateway.send(Requests.get("/")), 503, "Service Unavailable");
    }

    @Test
    void aSurpriseIsAnInternalErrorThatShowsNothing() {
        gateway.publish(stage("$default").route("$default"));
        gateway.functions.become(
                CompletableFuture.failedStage(new IllegalStateException("secret")));

        assertFault(gateway.send(Requests.get("/")), 500, "Internal Server Error");
    }

    static Stream<Arguments> brokenIntegrations() {
        return Stream.of(
                Arguments.of((HttpIntegration) null),
                Arguments.of(function("not an arn", "2.0")),
                Arguments.of(function(Gateway.FUNCTION, "3.0")),
                Arguments.of(Gateway.backend("ftp://host/")),
                Arguments.of(Gateway.backend("http://")),
                Arguments.of(Gateway.backend("http://{host}/")),
                Arguments.of(Gateway.backend("http://host:99999/")),
                Arguments.of(Gateway.backend("http://host/a b")),
                Arguments.of(Gateway.backend("http://host/a?b\r\nx: y")),
                Arguments.of(Gateway.backend("http://host/a#b")),
                Arguments.of(Integrations.function(Map.of("overwrite:header.host", "$nothing"))),
                Arguments.of(
                        Integrations.backend(
                                "http://host/", Map.of(), Map.of("twohundred", Map.of()))));
    }

    @ParameterizedTest
    @MethodSource("brokenIntegrations")
    void whatCannotBeCompiledFailsWhenItIsCalled(@Nullable HttpIntegration integration) {
        gateway.publish(stage("$default").route("GET /broken", integration).route("GET /whole"));

        assertFault(gateway.send(Requests.get("/broken")), 500, "Internal Server Error");
        assertThat(gateway.send(Requests.get("/whole")).status()).isEqualTo(200);
    }

    /** Source: AWS docs, "Quotas for HTTP APIs": request line and header values. */
    @Test
    void aHeadAboveTenKilobytesIsTooLarge() {
        gateway.publish(stage("$default").route("$default"));
        // "GET / HTTP/1.1", "Host: api1…" and "x: …" with their line ends, and the empty line.
        int rest = 16 + 6 + Gateway.HOST.length() + 2 + 3 + 2 + 2;

        assertThat(gateway.send(headOf(10_240 - rest)).status()).isEqualTo(200);
        assertFault(
                gateway.send(headOf(10_240 - rest + 1)), 431, "Request Header Fields Too Large");
    }

    private static Requests headOf(int value) {
        return Requests.get("/").header("x", "v".repeat(value));
    }

    @Test
    void aBodyAboveTenMegabytesIsTooLarge() {
        gateway.publish(stage("$default").route("$default"));

        assertFault(
                gateway.send(Requests.of("POST", "/").body(Body.of(new byte[LIMIT + 1]))),
                413,
                "Request Entity Too Large");
        assertThat(gateway.send(Requests.of("POST", "/").body(Body.of(new byte[LIMIT]))).status())
                .isEqualTo(200);
    }

    @Test
    void aRoutesThrottleTakesThePlaceOfItsStages() {
        gateway.publish(
                stage("$default")
                        .route("GET /a")
                        .route("GET /b")
                        .route("GET /c")
                        .throttle(new Throttle(1, 2))
                        .routeThrottles(Map.of("GET /a", new Throttle(1, 1))));

        assertThat(status("/a", "/a")).containsExactly(200, 429);
        assertThat(gateway.functions.calls).as("no function runs for a 429").hasSize(1);
        assertThat(status("/b", "/c", "/b")).containsExactly(200, 200, 429);
        assertFault(gateway.send(Requests.get("/a")), 429, "Too Many Requests");
        gateway.passNanos(1_000_000_000);
        assertThat(status("/a", "/a", "/b", "/b")).containsExactly(200, 429, 200, 429);
    }

    @Test
    void bucketsSurviveADeploymentAndNotTheirSettings() {
        Throttle one = new Throttle(1, 1);
        gateway.publish(stage("$default").route("$default").throttle(one));
        assertThat(status("/")).containsExactly(200);

        gateway.publish(stage("$default").route("$default").route("GET /new").throttle(one));
        assertThat(status("/new")).containsExactly(429);

        gateway.publish(stage("$default").route("$default").throttle(new Throttle(1, 2)));
        assertThat(status("/", "/", "/")).containsExactly(200, 200, 429);
    }

    @Test
    void theAccountsLimitHoldsForAllItsStagesTogether() {
        gateway.publish(stage("one").route("$default"));
        gateway.publish(stage("two").route("$default"));

        for (int i = 0; i < 250; i++) {
            assertThat(status("/one/", "/two/")).containsExactly(200, 200);
        }
        assertThat(status("/one/", "/two/")).containsExactly(429, 429);
    }

    private List<Integer> status(String... targets) {
        return Stream.of(targets).map(t -> gateway.send(Requests.get(t)).status()).toList();
    }

    private static void assertFault(Response response, int status, String message) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(Gateway.text(response)).isEqualTo("{\"message\":\"" + message + "\"}");
        assertThat(Gateway.withoutId(response))
                .isEqualTo(Headers.of("content-type", "application/json"));
    }
}

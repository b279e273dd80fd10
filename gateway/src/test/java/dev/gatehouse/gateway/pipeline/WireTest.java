package dev.gatehouse.gateway.pipeline;

import static dev.gatehouse.gateway.pipeline.Gateway.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.foundation.json.Json;
import dev.gatehouse.gateway.admit.Limits;
import dev.gatehouse.gateway.compile.Stages;
import dev.gatehouse.gateway.integrate.LambdaInvoker.LambdaOutcome;
import dev.gatehouse.gateway.route.ApiAddress;
import dev.gatehouse.http.engine.ClientOptions;
import dev.gatehouse.http.engine.EngineOptions;
import dev.gatehouse.http.engine.HttpEngine;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.http.server.ClientLimits;
import dev.gatehouse.http.server.Handler;
import dev.gatehouse.http.server.ListenOptions;
import dev.gatehouse.http.server.Listener;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A client, the gateway and a backend, all on real connections. */
class WireTest {
    private static final int LIMIT = 10 * 1024 * 1024;

    private final HttpEngine engine = HttpEngine.start(EngineOptions.defaults());
    private final HttpClient client = HttpClient.newHttpClient();
    private final EchoFunctions functions = new EchoFunctions();

    /** One for each call that has reached a function or a hanging backend. */
    private final Semaphore reached = new Semaphore(0);

    /** One for each request to a hanging backend that was given up. */
    private final Semaphore givenUp = new Semaphore(0);

    private final Stages stages =
            new Stages(
                    arn ->
                            call -> {
                                reached.release();
                                return functions.function(arn).call(call);
                            },
                    engine.client(ClientOptions.defaults()),
                    new Limits(Limits.awsAccountLimit(), System::nanoTime));
    private final HttpApis apis = new HttpApis(stages, InstantSource.system());
    private final Listener backend = listen(this::answerAsBackend);
    private final Listener gateway =
            listen(request -> apis.answer(request, ApiAddress.of(request).orElseThrow()));

    @BeforeEach
    void publish() {
        stages.publish(
                stage("$default")
                        .route("ANY /function/{id}")
                        .route(
                                "ANY /backend/{proxy+}",
                                Gateway.backend(
                                        "http://127.0.0.1:" + backend.port() + "/in/{proxy}"))
                        .build());
    }

    @AfterEach
    void close() {
        client.close();
        gateway.close(Duration.ofSeconds(1));
        backend.close(Duration.ofSeconds(1));
        engine.close();
    }

    @Test
    void aFunctionGetsItsEvent() throws Exception {
        HttpResponse<byte[]> response =
                client.send(
                        request("/function/a%20b?x=1").POST(text("hello")).build(),
                        BodyHandlers.ofByteArray());

        JsonNode event = Json.parse(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("apigw-requestid"))
                .contains(event.get("requestContext").get("requestId").asString());
        assertThat(event.get("pathParameters").get("id").asString()).isEqualTo("a b");
        assertThat(event.get("rawQueryString").asString()).isEqualTo("x=1");
        assertThat(event.get("body").asString()).isEqualTo("hello");
        assertThat(event.get("requestContext").get("http").get("sourceIp").asString())
                .isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000, LIMIT})
    void bodiesPassTheProxyUnchanged(int size) throws Exception {
        byte[] body = new byte[size];
        Arrays.fill(body, (byte) 'x');

        HttpResponse<byte[]> announced = post("/backend/a/b", BodyPublishers.ofByteArray(body));
        HttpResponse<byte[]> chunked = post("/backend/a/b", stream(body));

        assertThat(announced.statusCode()).isEqualTo(200);
        assertThat(announced.body()).isEqualTo(body);
        assertThat(chunked.statusCode()).isEqualTo(200);
        assertThat(chunked.body()).isEqualTo(body);
        assertThat(announced.headers().firstValue("x-target")).contains("/in/a/b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/backend/a", "/function/a"})
    void bodiesAboveTenMegabytesAreRefused(String path) throws Exception {
        byte[] body = new byte[LIMIT + 1];

        assertThat(post(path, BodyPublishers.ofByteArray(body)).statusCode()).isEqualTo(413);
        assertThat(post(path, stream(body)).statusCode()).isEqualTo(413);
        assertThat(post(path, text("small")).statusCode()).isEqualTo(200);
    }

    @Test
    void aResponseAboveTenMegabytesIsAnInternalError() throws Exception {
        HttpResponse<byte[]> response = post("/backend/large", text("x"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(post("/backend/a", text("x")).statusCode()).isEqualTo(200);
    }

    @Test
    void aBackendThatIsNotThereIsUnavailable() throws Exception {
        stages.publish(
                stage("gone")
                        .route("$default", Gateway.backend("http://127.0.0.1:" + closedPort()))
                        .build());

        HttpResponse<byte[]> response = post("/_aws/execute-api/api1/gone/", text("x"));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"message\":\"Service Unavailable\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/backend/../function/a",
                "/backend/%2e%2e/x",
                "/backend/a%5cb",
                "/backend/%"
            })
    void pathsThatCouldBeReadDifferentlyReachNobody(String path) throws Exception {
        String answer =
                raw(
                        "GET "
                                + path
                                + " HTTP/1.1\r\nHost: api1.execute-api.localhost\r\n"
                                + "Connection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").endsWith("{\"message\":\"Bad Request\"}");
        assertThat(functions.calls).isEmpty();
    }

    @Test
    void aCallerThatVanishesEndsItsBackendRequest() throws Exception {
        try (Socket _ = vanishing("/backend/hanging")) {
            assertThat(reached.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(givenUp.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(post("/backend/a", text("x")).statusCode()).isEqualTo(200);
    }

    @Test
    void aFunctionsAnswerToACallerThatVanishedIsDropped() throws Exception {
        CompletableFuture<LambdaOutcome> outcome = new CompletableFuture<>();
        functions.become(outcome);
        try (Socket _ = vanishing("/function/a")) {
            assertThat(reached.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }

        outcome.complete(new LambdaOutcome.Answered("\"late\"".getBytes(StandardCharsets.UTF_8)));
        functions.become(new LambdaOutcome.Answered("\"next\"".getBytes(StandardCharsets.UTF_8)));

        assertThat(post("/function/a", text("x")).body()).asString().isEqualTo("next");
    }

    /** A caller that has sent its request. */
    private Socket vanishing(String path) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        String head = "GET " + path + " HTTP/1.1\r\nHost: api1.execute-api.localhost\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private String raw(String bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private HttpResponse<byte[]> post(String path, BodyPublisher body) throws Exception {
        return client.send(request(path).POST(body).build(), BodyHandlers.ofByteArray());
    }

    /** A request by the path form, unless the path is in that form already. */
    private HttpRequest.Builder request(String path) {
        String prefix = path.startsWith("/_aws") ? "" : "/_aws/execute-api/api1/$default";
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.port() + prefix + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "text/plain");
    }

    private static BodyPublisher text(String text) {
        return BodyPublishers.ofString(text);
    }

    /** A body whose length is not announced. */
    private static BodyPublisher stream(byte[] body) {
        return BodyPublishers.ofInputStream(() -> (InputStream) new ByteArrayInputStream(body));
    }

    private CompletionStage<Response> answerAsBackend(Request request) {
        if (request.rawPath().endsWith("/hanging")) {
            request.connection().onClose(givenUp::release);
            reached.release();
            return new CompletableFuture<>();
        }
        return echo(request);
    }

    private static CompletionStage<Response> echo(Request request) {
        Headers headers = Headers.of("Content-Type", "text/plain", "X-Target", request.rawPath());
        boolean large = request.rawPath().endsWith("/large");
        return request.body()
                .collect(2 * LIMIT)
                .thenApply(body -> Response.of(200, headers, large ? new byte[LIMIT + 1] : body));
    }

    private Listener listen(Handler handler) {
        ClientLimits limits =
                new ClientLimits(100, 10_240, Duration.ofSeconds(15), Duration.ofMinutes(1), 0);
        return engine.listen(new ListenOptions("127.0.0.1", 0, null, limits), handler);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

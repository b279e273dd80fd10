package dev.gatehouse.http.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.http.client.ClientOutcome;
import dev.gatehouse.http.client.ClientRequest;
import dev.gatehouse.http.client.Endpoint;
import dev.gatehouse.http.client.HttpClient;
import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.BodyTooLargeException;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.http.server.Listener;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bodies of unknown length under a limit, on their way through a proxy. */
class BodyLimitTest {
    private static final int LIMIT = 100_000;
    private static final String POST =
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final EngineFixture fixture = new EngineFixture();
    private final HttpClient client = fixture.engine.client(ClientOptions.defaults());

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aRequestUnderTheLimitIsStreamedWhole() throws Exception {
        Listener backend =
                fixture.listen(request ->
                        request.body()
                                .collect(LIMIT)
                                .thenApply(body -> EngineFixture.text("got " + body.length)));
        Listener proxy = proxyTo(EngineFixture.endpoint(backend));
        try (RawClient caller = new RawClient(proxy.port())) {
            caller.send(POST + chunks(10, 10_000) + "0\r\n\r\n");
            assertThat(caller.readUntil("got 100000")).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void aRequestOverTheLimitIsCutAndTheBackendSeesNoEndOfIt() throws Exception {
        try (ScriptedBackend backend = ScriptedBackend.sayingThenWaiting("")) {
            Listener proxy = proxyTo(backend.endpoint());
            try (RawClient caller = new RawClient(proxy.port())) {
                caller.send(POST + chunks(11, 10_000) + "0\r\n\r\n");
                assertThat(caller.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 413 ");
            }
            assertThat(backend.clientClosed.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatIsMalformedBehindTheLimitIsNotAnsweredAgain() throws Exception {
        try (ScriptedBackend backend = ScriptedBackend.sayingThenWaiting("")) {
            Listener proxy = proxyTo(backend.endpoint());
            try (RawClient caller = new RawClient(proxy.port())) {
                caller.send(POST + chunks(20, 10_000) + "nonsense\r\n\r\n");
                assertThat(caller.readAll().split("HTTP/1.1 ", -1)).hasSize(2);
            }
        }
    }

    @Test
    void aResponseOverTheLimitBreaksOff() throws Exception {
        try (ScriptedBackend backend =
                ScriptedBackend.sayingThenWaiting(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + chunks(11, 10_000)
                                + "0\r\n\r\n")) {
            Listener proxy = proxyTo(backend.endpoint());
            try (RawClient caller = new RawClient(proxy.port())) {
                caller.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
                assertThat(caller.readAll())
                        .startsWith("HTTP/1.1 200 OK")
                        .doesNotContain("0\r\n\r\n");
            }
            assertThat(backend.clientClosed.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aKnownLengthIsRefusedAtOnce() {
        assertThatThrownBy(() -> Body.of(new byte[3]).atMost(2))
                .isInstanceOf(BodyTooLargeException.class);
        assertThat(Body.of(new byte[3]).atMost(3).length()).isEqualTo(3);
    }

    private Listener proxyTo(Endpoint backend) {
        return fixture.listen(request -> forward(backend, request));
    }

    private CompletionStage<Response> forward(Endpoint backend, Request request) {
        return client.send(
                        new ClientRequest(
                                backend,
                                request.method(),
                                request.rawPath(),
                                Headers.empty(),
                                request.body().atMost(LIMIT),
                                Duration.ofSeconds(30)))
                .thenApply(BodyLimitTest::answer);
    }

    private static Response answer(ClientOutcome outcome) {
        return switch (outcome) {
            case ClientOutcome.Answered(Response response) ->
                    new Response(response.status(), Headers.empty(), response.body().atMost(LIMIT));
            case ClientOutcome.RequestBroken(Throwable cause) ->
                    status(cause instanceof BodyTooLargeException ? 413 : 400);
            case ClientOutcome.TimedOut() -> status(504);
            case ClientOutcome.Unreachable(String _) -> status(502);
        };
    }

    private static Response status(int status) {
        return Response.of(status, Headers.empty(), new byte[0]);
    }

    private static String chunks(int count, int size) {
        return (Integer.toHexString(size) + "\r\n" + "x".repeat(size) + "\r\n").repeat(count);
    }
}

package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.http.client.ClientOutcome;
import dev.gatehouse.http.client.ClientRequest;
import dev.gatehouse.http.client.Endpoint;
import dev.gatehouse.http.client.HttpClient;
import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.BodyAbortedException;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.http.server.ListenOptions;
import dev.gatehouse.http.server.Listener;
import dev.gatehouse.http.server.SelfSignedIdentity;
import dev.gatehouse.http.server.TlsIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to backends that behave, and to those that do not. */
@Timeout(60)
class PooledHttpClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String TWO_BYTES = "Content-Length: 2\r\n\r\nok";

    private final EngineFixture fixture = new EngineFixture();
    private final HttpClient client = fixture.engine.client(ClientOptions.defaults());

    @TempDir Path folder;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void carriesRequestsAndResponsesUnchangedOverOneConnectionALoop() throws Exception {
        Set<Integer> ports = ConcurrentHashMap.newKeySet();
        Listener backend =
                fixture.listen(request -> {
                    ports.add(request.connection().remotePort());
                    return request.body()
                            .collect(100)
                            .thenApply(body ->
                                    Response.of(
                                            201,
                                            Headers.of(
                                                    "X-Target",
                                                    request.rawPath() + "?" + request.rawQuery(),
                                                    "X-host",
                                                    String.valueOf(
                                                            request.headers().first("host"))),
                                            body));
                });
        for (int i = 0; i < 20; i++) {
            Response response = answered(post(EngineFixture.endpoint(backend), "hello"));
            assertThat(response.status()).isEqualTo(201);
            assertThat(response.headers().first("x-target")).isEqualTo("/a//%2f?b=%20");
            assertThat(response.headers().first("X-Host")).isEqualTo("example.org");
            assertThat(text(response)).isEqualTo("hello");
        }
        assertThat(ports).hasSizeBetween(1, 2);
    }

    @Test
    void aBackendThatDoesNotListenIsUnreachable() throws Exception {
        Listener gone =
                fixture.engine.listen(
                        new ListenOptions("127.0.0.1", 0, null, EngineFixture.LIMITS),
                        request -> new CompletableFuture<>());
        gone.close(Duration.ZERO);
        assertThat(unreachable(get(EngineFixture.endpoint(gone))))
                .contains("cannot connect to 127.0.0.1");
    }

    @Test
    void aNameThatDoesNotResolveIsUnreachable() throws Exception {
        assertThat(unreachable(get(Endpoint.of(false, "no-such-host.invalid", 80))))
                .isEqualTo("unknown host no-such-host.invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc",
                "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
                "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: gzip\r\n\r\n",
                "X: a\r\n b\r\nContent-Length: 0\r\n\r\n",
                "X : a\r\nContent-Length: 0\r\n\r\n",
                "X: a\rb\r\nContent-Length: 0\r\n\r\n",
                "X: a\nContent-Length: 0\r\n\r\n",
                "Content-Length: abc\r\n\r\n",
            })
    void ambiguousResponsesAreNotForwarded(String rest) throws Exception {
        try (ScriptedBackend backend = ScriptedBackend.sayingThenWaiting(OK + rest)) {
            assertThat(unreachable(get(backend.endpoint()))).contains("malformed");
        }
    }

    @Test
    void aStatusBelow100IsMalformed() throws Exception {
        try (ScriptedBackend backend =
                ScriptedBackend.sayingThenWaiting("HTTP/1.1 099 Low\r\n\r\n")) {
            assertThat(unreachable(get(backend.endpoint()))).contains("malformed");
        }
    }

    @Test
    void aBodyMayEndWithTheConnection() throws Exception {
        try (ScriptedBackend backend = ScriptedBackend.sayingThenClosing(OK + "\r\nabc")) {
            assertThat(text(answered(get(backend.endpoint())))).isEqualTo("abc");
        }
    }

    @Test
    void aBodyThatBreaksOffFailsItsReader() throws Exception {
        try (ScriptedBackend backend =
                ScriptedBackend.sayingThenClosing(OK + "Content-Length: 9\r\n\r\nabc")) {
            Response response = answered(get(backend.endpoint()));
            assertThatThrownBy(() -> text(response)).hasCauseInstanceOf(BodyAbortedException.class);
        }
    }

    /** The first two requests make a connection each, one on either loop. */
    @Test
    void aRepeatableRequestOnAStaleConnectionIsSentAgain() throws Exception {
        try (ScriptedBackend backend = ScriptedBackend.sayingOnceOnAConnection(OK + TWO_BYTES)) {
            for (int i = 0; i < 4; i++) {
                assertThat(text(answered(get(backend.endpoint())))).isEqualTo("ok");
            }
            assertThat(backend.heads.get()).isEqualTo(6);
            assertThat(backend.accepted.get()).isEqualTo(4);
        }
    }

    @Test
    void aRequestThatMustNotBeRepeatedIsNot() throws Exception {
        try (ScriptedBackend backend = ScriptedBackend.sayingOnceOnAConnection(OK + TWO_BYTES)) {
            for (int i = 0; i < 2; i++) {
                assertThat(text(answered(post(backend.endpoint(), "")))).isEqualTo("ok");
            }
            for (int i = 0; i < 2; i++) {
                assertThat(unreachable(post(backend.endpoint(), "")))
                        .contains("closed the connection");
            }
            assertThat(backend.heads.get()).isEqualTo(4);
        }
    }

    @Test
    void aConnectionClosedWithoutAnAnswerIsUnreachable() throws Exception {
        try (ScriptedBackend backend = ScriptedBackend.sayingThenClosing("")) {
            assertThat(unreachable(get(backend.endpoint()))).contains("closed the connection");
            assertThat(backend.accepted.get()).isEqualTo(1);
        }
    }

    @Test
    void theDeadlineEndsTheCallAndTheConnection() throws Exception {
        try (ScriptedBackend backend = ScriptedBackend.sayingThenWaiting("")) {
            assertThat(outcome(get(backend.endpoint(), Duration.ofMillis(100))))
                    .isEqualTo(new ClientOutcome.TimedOut());
            assertThat(backend.clientClosed.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void theDeadlineHoldsForTheBodyToo() throws Exception {
        try (ScriptedBackend backend =
                ScriptedBackend.sayingThenWaiting(OK + "Content-Length: 9\r\n\r\nabc")) {
            Response response = answered(get(backend.endpoint(), Duration.ofMillis(300)));
            assertThatThrownBy(() -> text(response)).hasCauseInstanceOf(BodyAbortedException.class);
            assertThat(backend.clientClosed.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void cancellingClosesTheConnection() throws Exception {
        try (ScriptedBackend backend = ScriptedBackend.sayingThenWaiting("")) {
            CompletableFuture<ClientOutcome> call =
                    client.send(get(backend.endpoint())).toCompletableFuture();
            awaitOne(backend.accepted);
            assertThat(call.cancel(true)).isTrue();
            assertThat(backend.clientClosed.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "fd00:ec2::254",
                "::ffff:169.254.169.254",
                "fd00:ec2::23",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "::169.254.169.254",
                "169.254.170.2",
                "fe80::1",
                "100.100.100.200"
            })
    void metadataAddressesAreNotConnectedTo(String address) throws Exception {
        assertThat(unreachable(get(Endpoint.of(false, address, 80))))
                .contains("may not be connected to");
    }

    @Test
    void theRuleSeesTheAddressThatANameResolvesTo() throws Exception {
        HttpClient noLoopback =
                fixture.engine.client(
                        options(10, 10, address -> !address.isLoopbackAddress(), null));
        Listener backend = fixture.listen(request -> EngineFixture.now(EngineFixture.text("")));
        ClientRequest request = get(Endpoint.of(false, "localhost", backend.port()));
        assertThat(noLoopback.send(request).toCompletableFuture().get(20, TimeUnit.SECONDS))
                .isEqualTo(
                        new ClientOutcome.Unreachable(
                                "the address of localhost may not be connected to"));
    }

    @Test
    void requestsWaitForAConnectionUpToABound() throws Exception {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        Set<Integer> ports = ConcurrentHashMap.newKeySet();
        Listener backend =
                fixture.listen(request -> {
                    ports.add(request.connection().remotePort());
                    return answer;
                });
        HttpClient narrow = fixture.engine.client(options(2, 4, EgressRule.NO_METADATA, null));
        List<CompletableFuture<ClientOutcome>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(narrow.send(get(EngineFixture.endpoint(backend))).toCompletableFuture());
        }
        Set<String> reasons = new HashSet<>();
        for (CompletableFuture<ClientOutcome> refused : calls.subList(6, 8)) {
            reasons.add(((ClientOutcome.Unreachable) refused.get(20, TimeUnit.SECONDS)).reason());
        }
        answer.complete(EngineFixture.text("x"));
        for (CompletableFuture<ClientOutcome> served : calls.subList(0, 6)) {
            assertThat(served.get(20, TimeUnit.SECONDS)).isInstanceOf(ClientOutcome.Answered.class);
        }
        assertThat(reasons).containsExactly("too many requests wait for a connection");
        assertThat(ports).hasSize(2);
    }

    @Test
    void tlsIsVerifiedAgainstNameAndTrust() throws Exception {
        TlsIdentity identity = SelfSignedIdentity.in(folder, List.of("backend.example"));
        ListenOptions options = new ListenOptions("127.0.0.1", 0, identity, EngineFixture.LIMITS);
        Listener backend =
                fixture.listen(options, request -> EngineFixture.now(EngineFixture.text("safe")));
        Endpoint named = new Endpoint(true, "127.0.0.1", backend.port(), "backend.example");
        Endpoint misnamed = new Endpoint(true, "127.0.0.1", backend.port(), "other.example");
        HttpClient trusting =
                fixture.engine.client(
                        options(10, 10, EgressRule.NO_METADATA, identity.certificateChain()));

        assertThat(text(((ClientOutcome.Answered) await(trusting, get(named))).response()))
                .isEqualTo("safe");
        assertThat(await(trusting, get(misnamed))).isInstanceOf(ClientOutcome.Unreachable.class);
        assertThat(outcome(get(named))).isInstanceOf(ClientOutcome.Unreachable.class);
    }

    private static ClientOptions options(
            int connections, int waiting, EgressRule egress, @Nullable Path trusted) {
        return new ClientOptions(
                connections, waiting, Duration.ofSeconds(3), PATIENCE, 65_536, egress, trusted);
    }

    private static ClientRequest get(Endpoint endpoint) {
        return get(endpoint, PATIENCE);
    }

    private static ClientRequest get(Endpoint endpoint, Duration timeout) {
        return new ClientRequest(endpoint, "GET", "/", Headers.empty(), Body.empty(), timeout);
    }

    private static ClientRequest post(Endpoint endpoint, String body) {
        return new ClientRequest(
                endpoint,
                "POST",
                "/a//%2f?b=%20",
                Headers.of("host", "example.org"),
                Body.of(body.getBytes(ISO_8859_1)),
                PATIENCE);
    }

    private ClientOutcome outcome(ClientRequest request) throws Exception {
        return await(client, request);
    }

    private static ClientOutcome await(HttpClient client, ClientRequest request) throws Exception {
        return client.send(request).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private Response answered(ClientRequest request) throws Exception {
        ClientOutcome outcome = outcome(request);
        assertThat(outcome).isInstanceOf(ClientOutcome.Answered.class);
        return ((ClientOutcome.Answered) outcome).response();
    }

    private String unreachable(ClientRequest request) throws Exception {
        ClientOutcome outcome = outcome(request);
        assertThat(outcome).isInstanceOf(ClientOutcome.Unreachable.class);
        return ((ClientOutcome.Unreachable) outcome).reason();
    }

    private static String text(Response response) throws Exception {
        byte[] bytes =
                response.body().collect(1 << 20).toCompletableFuture().get(20, TimeUnit.SECONDS);
        return new String(bytes, ISO_8859_1);
    }

    private static void awaitOne(AtomicInteger count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (count.get() == 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(count.get()).isPositive();
    }
}

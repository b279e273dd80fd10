package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.client.ClientOutcome;
import dev.gatehouse.http.client.ClientRequest;
import dev.gatehouse.http.client.Endpoint;
import dev.gatehouse.http.client.HttpClient;
import dev.gatehouse.http.message.BodyTooLargeException;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.http.server.ClientLimits;
import dev.gatehouse.http.server.Handler;
import dev.gatehouse.http.server.Listener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Server and client together: bodies that pass through, and both ends going away. */
@Timeout(60)
class ProxyTest {
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    private final EngineFixture fixture = new EngineFixture();
    private final HttpClient client = fixture.engine.client(ClientOptions.defaults());

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void largeBodiesPassUnchanged(boolean otherThread) throws Exception {
        Listener backend =
                fixture.listen(request ->
                        EngineFixture.now(new Response(200, Headers.empty(), request.body())));
        Listener proxy = fixture.listen(through(EngineFixture.endpoint(backend), otherThread));
        byte[] payload = new byte[5_000_000];
        new Random(2).nextBytes(payload);
        for (java.net.http.HttpClient.Version version :
                new java.net.http.HttpClient.Version[] {
                    java.net.http.HttpClient.Version.HTTP_1_1,
                    java.net.http.HttpClient.Version.HTTP_2
                }) {
            try (java.net.http.HttpClient caller =
                    java.net.http.HttpClient.newBuilder().version(version).build()) {
                URI uri = URI.create("http://127.0.0.1:" + proxy.port() + "/");
                caller.send(
                        HttpRequest.newBuilder(uri).build(),
                        HttpResponse.BodyHandlers.discarding());
                for (HttpRequest.BodyPublisher body :
                        new HttpRequest.BodyPublisher[] {
                            HttpRequest.BodyPublishers.ofByteArray(payload),
                            HttpRequest.BodyPublishers.fromPublisher(
                                    HttpRequest.BodyPublishers.ofByteArray(payload))
                        }) {
                    HttpResponse<byte[]> response =
                            caller.send(
                                    HttpRequest.newBuilder(uri).POST(body).build(),
                                    HttpResponse.BodyHandlers.ofByteArray());
                    assertThat(response.body()).isEqualTo(payload);
                }
            }
        }
    }

    @Test
    void aCallerThatDoesNotReadStopsTheBackend() throws Exception {
        try (EndlessBackend backend = new EndlessBackend()) {
            Listener proxy = fixture.listen(through(backend.endpoint(), false));
            try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
                caller.getOutputStream()
                        .write("GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(US_ASCII));
                backend.awaitStandstill();
                long stoodAt = backend.sent();
                assertThat(stoodAt).isLessThan(64L << 20);
                caller.getInputStream().skipNBytes(stoodAt);
            }
            assertThat(backend.closed.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aCallerThatTakesNothingOfItsAnswerIsCutOff() throws Exception {
        try (EndlessBackend backend = new EndlessBackend()) {
            Listener proxy =
                    fixture.listen(
                            new ClientLimits(10, 10_240, HALF_A_MINUTE, Duration.ofMillis(300), 0),
                            through(backend.endpoint(), false));
            try (RawClient caller = new RawClient(proxy.port())) {
                caller.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").readUntil("\r\n\r\n");
                assertThat(backend.closed.get(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void aCallerThatVanishesBeforeTheAnswerResetsTheBackend() throws Exception {
        try (ScriptedBackend backend = ScriptedBackend.sayingThenWaiting("")) {
            Listener proxy = fixture.listen(through(backend.endpoint(), false));
            RawClient caller = new RawClient(proxy.port());
            caller.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            while (backend.accepted.get() == 0) {
                Thread.onSpinWait();
            }
            caller.close();
            assertThat(backend.clientClosed.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aCallerThatVanishesInItsBodyResetsTheBackend() throws Exception {
        try (ScriptedBackend backend = ScriptedBackend.sayingThenWaiting("")) {
            Listener proxy = fixture.listen(through(backend.endpoint(), false));
            RawClient caller = new RawClient(proxy.port());
            caller.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nabc");
            while (backend.accepted.get() == 0) {
                Thread.onSpinWait();
            }
            caller.close();
            assertThat(backend.clientClosed.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aResponseThatBreaksOffBreaksOffForTheCaller() throws Exception {
        try (ScriptedBackend backend =
                ScriptedBackend.sayingThenClosing(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")) {
            Listener proxy = fixture.listen(through(backend.endpoint(), false));
            try (RawClient caller = new RawClient(proxy.port())) {
                caller.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
                assertThat(caller.readAll()).endsWith("3\r\nabc\r\n");
            }
        }
    }

    @Test
    void aCallerMayTakeLongerOverItsRequestThanTheBackendOverItsAnswer() throws Exception {
        Listener backend =
                fixture.listen(request ->
                        request.body()
                                .collect(10)
                                .thenApply(body -> EngineFixture.text("got " + body.length)));
        Listener proxy = throughWithin(TWO_SECONDS, EngineFixture.endpoint(backend));
        try (RawClient caller = new RawClient(proxy.port())) {
            caller.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nab");
            passThreeSeconds();
            assertThat(caller.send("cd").readUntil("got 4")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aCallerMayTakeLongerOverTheAnswerThanTheBackend() throws Exception {
        byte[] answer = new byte[40_000_000];
        Listener backend =
                fixture.listen(
                        request -> EngineFixture.now(Response.of(200, Headers.empty(), answer)));
        Listener proxy = throughWithin(TWO_SECONDS, EngineFixture.endpoint(backend));
        try (RawClient caller = new RawClient(proxy.port())) {
            caller.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").readUntil("\r\n\r\n");
            passThreeSeconds();
            caller.skip(answer.length);
        }
    }

    @Test
    void aBackendThatDoesNotTakeTheRequestRunsOutOfTime() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Listener proxy =
                    throughWithin(
                            TWO_SECONDS, Endpoint.of(false, "127.0.0.1", deaf.getLocalPort()));
            Thread sending;
            try (RawClient caller = new RawClient(proxy.port())) {
                caller.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 90000000\r\n\r\n");
                sending = Thread.ofVirtual().start(() -> sendMuch(caller));
                assertThat(caller.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 504 ");
            }
            sending.join();
        }
    }

    private static void sendMuch(RawClient caller) {
        String block = "x".repeat(100_000);
        try {
            for (int i = 0; i < 900; i++) {
                caller.send(block);
            }
        } catch (IOException closed) {
            // The answer came before the end.
        }
    }

    private Listener throughWithin(Duration timeout, Endpoint backend) {
        return fixture.listen(request -> forward(backend, request, timeout));
    }

    /** Waits for a server that takes its time. */
    private void passThreeSeconds() throws IOException {
        Listener slow =
                fixture.listen(request ->
                        new CompletableFuture<Response>()
                                .completeOnTimeout(
                                        EngineFixture.text("late"), 3, TimeUnit.SECONDS));
        try (RawClient client = new RawClient(slow.port())) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").readUntil("late");
        }
    }

    private Handler through(Endpoint backend, boolean otherThread) {
        return request -> {
            if (!otherThread) {
                return forward(backend, request, HALF_A_MINUTE);
            }
            CompletableFuture<Response> answer = new CompletableFuture<>();
            Thread.ofVirtual()
                    .start(() ->
                            forward(backend, request, HALF_A_MINUTE).thenAccept(answer::complete));
            return answer;
        };
    }

    private CompletionStage<Response> forward(Endpoint backend, Request request, Duration timeout) {
        CompletionStage<ClientOutcome> call =
                client.send(
                        new ClientRequest(
                                backend,
                                request.method(),
                                request.rawPath(),
                                request.headers(),
                                request.body(),
                                timeout));
        request.connection().onClose(() -> call.toCompletableFuture().cancel(true));
        return call.thenApply(outcome ->
                switch (outcome) {
                    case ClientOutcome.Answered(Response response) -> response;
                    case ClientOutcome.TimedOut() -> Response.of(504, Headers.empty(), new byte[0]);
                    case ClientOutcome.RequestBroken(Throwable cause) ->
                            Response.of(
                                    cause instanceof BodyTooLargeException ? 413 : 400,
                                    Headers.empty(),
                                    new byte[0]);
                    case ClientOutcome.Unreachable(String reason) ->
                            Response.of(502, Headers.empty(), reason.getBytes(US_ASCII));
                });
    }

    /** Sends bytes for as long as somebody takes them. */
    private static final class EndlessBackend implements AutoCloseable {
        private final ServerSocket socket =
                new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final AtomicLong sent = new AtomicLong();
        final CompletableFuture<Boolean> closed = new CompletableFuture<>();

        EndlessBackend() throws IOException {
            Thread.ofVirtual().start(this::serve);
        }

        Endpoint endpoint() {
            return Endpoint.of(false, "127.0.0.1", socket.getLocalPort());
        }

        long sent() {
            return sent.get();
        }

        private void serve() {
            byte[] block = new byte[65_536];
            try (Socket connection = socket.accept()) {
                InputStream in = connection.getInputStream();
                assertThat(in.read()).isPositive();
                OutputStream out = connection.getOutputStream();
                out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
                while (true) {
                    out.write(block);
                    sent.addAndGet(block.length);
                }
            } catch (IOException e) {
                closed.complete(true);
            }
        }

        /** Waits until nothing has moved for a while. */
        void awaitStandstill() throws InterruptedException {
            long before = -1;
            while (before != sent.get() || before == 0) {
                before = sent.get();
                TimeUnit.MILLISECONDS.sleep(300);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}

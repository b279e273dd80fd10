package dev.gatehouse.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.http.server.Listener;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A listener that closes: what is in flight ends well, and the rest at once. */
@Timeout(60)
class GracefulStopTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    @Test
    void closingLetsTheRequestInFlightFinish() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CompletableFuture<Response> answer = new CompletableFuture<>();
        try (EngineFixture fixture = new EngineFixture()) {
            Listener listener =
                    fixture.listen(request -> {
                        arrived.countDown();
                        return answer;
                    });
            try (RawClient client = new RawClient(listener.port()).send(GET);
                    RawClient idle = new RawClient(listener.port())) {
                assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
                Thread closer =
                        Thread.ofVirtual().start(() -> listener.close(Duration.ofSeconds(20)));
                assertThat(idle.readAll()).isEmpty();
                answer.complete(EngineFixture.text("done"));
                assertThat(client.readAll()).startsWith("HTTP/1.1 200 ").endsWith("done");
                assertThat(closer.join(Duration.ofSeconds(20))).isTrue();
            }
        }
    }

    @Test
    void closingLetsAnAnswerOnItsWayArriveWhole() throws Exception {
        byte[] answer = new byte[30_000_000];
        try (EngineFixture fixture = new EngineFixture()) {
            Listener listener =
                    fixture.listen(request ->
                            EngineFixture.now(Response.of(200, Headers.empty(), answer)));
            try (RawClient client = new RawClient(listener.port())) {
                client.send(GET).readUntil("\r\n\r\n");
                Thread closer = closeAndAwaitRefusal(listener);
                client.skip(answer.length);
                assertThat(client.readAll()).isEmpty();
                assertThat(closer.join(Duration.ofSeconds(20))).isTrue();
            }
        }
    }

    @Test
    void closingEndsAConnectionWhoseAnswerHadNotSaidSo() throws Exception {
        try (EngineFixture fixture = new EngineFixture()) {
            Listener listener =
                    fixture.listen(request ->
                            EngineFixture.now(new Response(200, Headers.empty(), request.body())));
            try (RawClient client = new RawClient(listener.port())) {
                client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nab");
                assertThat(client.readUntil("ab")).doesNotContain("close");
                Thread closer = closeAndAwaitRefusal(listener);
                assertThat(client.send("cd").readAll()).isEqualTo("cd");
                assertThat(closer.join(Duration.ofSeconds(20))).isTrue();
            }
        }
    }

    /** Starts to close the listener with more grace than a test has patience. */
    private static Thread closeAndAwaitRefusal(Listener listener) {
        Thread closer = Thread.ofVirtual().start(() -> listener.close(Duration.ofSeconds(50)));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline) {
            try {
                new RawClient(listener.port()).close();
            } catch (IOException refused) {
                return closer;
            }
        }
        throw new AssertionError("the port still accepts connections");
    }
}

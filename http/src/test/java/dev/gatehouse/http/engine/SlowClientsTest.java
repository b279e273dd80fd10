package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.message.Response;
import dev.gatehouse.http.server.ClientLimits;
import dev.gatehouse.http.server.Listener;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that take their time, and more of them than there may be. */
@Timeout(60)
class SlowClientsTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(40);

    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aSlowHeadIsCutOff() throws Exception {
        Listener listener =
                fixture.listen(
                        EngineFixture.within(SHORT, 0),
                        request -> EngineFixture.now(EngineFixture.text("ok")));
        try (RawClient silent = new RawClient(listener.port());
                RawClient slow = new RawClient(listener.port())) {
            slow.send("GET / HTTP/1.1\r\nHo");
            assertThat(silent.readAll()).isEmpty();
            assertThat(slow.readAll()).isEmpty();
        }
    }

    @Test
    void anIdleConnectionIsClosedAndAnAnswerMayTakeItsTime() throws Exception {
        ClientLimits limits = new ClientLimits(10, 10_240, LONG, SHORT, 1_000);
        CompletableFuture<Response> answer = new CompletableFuture<>();
        Listener listener =
                fixture.listen(
                        limits,
                        request ->
                                answer.completeOnTimeout(
                                        EngineFixture.text("late"), 1, TimeUnit.SECONDS));
        try (RawClient client = new RawClient(listener.port())) {
            client.send(GET);
            assertThat(client.readAll()).startsWith("HTTP/1.1 200 ").endsWith("late");
        }
    }

    @Test
    void aBodyThatDoesNotComeIsCutOff() throws Exception {
        Listener listener =
                fixture.listen(
                        EngineFixture.within(SHORT, 1_000),
                        request ->
                                request.body()
                                        .collect(1_000)
                                        .thenApply(_ -> EngineFixture.text("whole")));
        for (String framing : new String[] {"Content-Length: 99", "Transfer-Encoding: chunked"}) {
            try (RawClient client = new RawClient(listener.port())) {
                client.send("POST / HTTP/1.1\r\nHost: h\r\n" + framing + "\r\n\r\n9\r\n");
                assertThat(client.readAll()).isEmpty();
            }
        }
    }

    @Test
    void whoIsNotToldToContinueIsNotSlow() throws Exception {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        Listener listener =
                fixture.listen(
                        EngineFixture.within(SHORT, 1_000),
                        request ->
                                answer.completeOnTimeout(
                                        EngineFixture.text("late"), 1, TimeUnit.SECONDS));
        try (RawClient client = new RawClient(listener.port())) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n");
            client.send("Content-Length: 9\r\n\r\n");
            assertThat(client.readAll()).startsWith("HTTP/1.1 200 ").endsWith("late");
        }
    }

    @Test
    void connectionsBeyondTheLimitAreClosedUntilThereIsRoomAgain() throws Exception {
        ClientLimits limits = new ClientLimits(2, 10_240, LONG, LONG, 0);
        Listener listener =
                fixture.listen(limits, request -> EngineFixture.now(EngineFixture.text("ok")));
        RawClient first = new RawClient(listener.port()).send(GET);
        first.readUntil("ok");
        try (RawClient second = new RawClient(listener.port())) {
            second.send(GET).readUntil("ok");
            try (RawClient third = new RawClient(listener.port())) {
                assertThat(third.readAll()).isEmpty();
            }
            first.close();
            long deadline = System.nanoTime() + LONG.toNanos();
            boolean served = false;
            while (!served && System.nanoTime() < deadline) {
                served = isServed(listener);
            }
            assertThat(served).isTrue();
            assertThat(second.send(GET).readUntil("ok")).startsWith("HTTP/1.1 200 ");
        }
    }

    private static boolean isServed(Listener listener) {
        try (RawClient client = new RawClient(listener.port())) {
            return client.send(GET).readUntil("ok").startsWith("HTTP/1.1 200 ");
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void anHttp2BodyThatDoesNotComeEndsItsStreamAlone() throws Exception {
        Listener listener =
                fixture.listen(
                        EngineFixture.within(SHORT, 1_000),
                        request ->
                                request.body()
                                        .collect(1_000)
                                        .thenApply(_ -> EngineFixture.text("whole")));
        try (RawHttp2Client client = new RawHttp2Client(listener.port())) {
            client.send(RawHttp2Client.HEADERS, RawHttp2Client.END_HEADERS, 1, RawHttp2Client.POST);
            assertThat(client.readUntil(RawHttp2Client.RST_STREAM).stream()).isEqualTo(1);
            client.send(
                    RawHttp2Client.HEADERS,
                    RawHttp2Client.END_HEADERS | RawHttp2Client.END_STREAM,
                    3,
                    RawHttp2Client.GET);
            assertThat(client.readUntil(RawHttp2Client.DATA).payload())
                    .asString(US_ASCII)
                    .isEqualTo("whole");
        }
    }

    @Test
    void anHttp2AnswerThatIsNotTakenEndsItsStream() throws Exception {
        Response large = EngineFixture.text("x".repeat(200_000));
        ClientLimits limits = new ClientLimits(10, 10_240, LONG, SHORT, 0);
        Listener listener = fixture.listen(limits, request -> EngineFixture.now(large));
        try (RawHttp2Client client = new RawHttp2Client(listener.port())) {
            int whole = RawHttp2Client.END_HEADERS | RawHttp2Client.END_STREAM;
            client.send(RawHttp2Client.HEADERS, whole, 1, RawHttp2Client.GET);
            assertThat(client.readUntil(RawHttp2Client.RST_STREAM).stream()).isEqualTo(1);
        }
    }
}

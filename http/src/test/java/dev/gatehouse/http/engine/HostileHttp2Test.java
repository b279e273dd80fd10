package dev.gatehouse.http.engine;

import static dev.gatehouse.http.engine.RawHttp2Client.CONTINUATION;
import static dev.gatehouse.http.engine.RawHttp2Client.DATA;
import static dev.gatehouse.http.engine.RawHttp2Client.END_HEADERS;
import static dev.gatehouse.http.engine.RawHttp2Client.END_STREAM;
import static dev.gatehouse.http.engine.RawHttp2Client.GET;
import static dev.gatehouse.http.engine.RawHttp2Client.GOAWAY;
import static dev.gatehouse.http.engine.RawHttp2Client.HEADERS;
import static dev.gatehouse.http.engine.RawHttp2Client.POST;
import static dev.gatehouse.http.engine.RawHttp2Client.RST_STREAM;
import static dev.gatehouse.http.engine.RawHttp2Client.WINDOW_UPDATE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.message.BodyAbortedException;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.server.Listener;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 as nobody should speak it. */
@Timeout(60)
class HostileHttp2Test {
    private static final byte[] NO_ERROR = {0, 0, 0, 0};
    private static final byte[] PROTOCOL_ERROR = {0, 0, 0, 1};
    private static final byte[] CANCEL = {0, 0, 0, 8};

    /** With a Content-Length, which is number 28 of the static table, of 3. */
    private static final byte[] POST_OF_THREE_BYTES = {
        (byte) 0x83, (byte) 0x86, (byte) 0x84, 0x41, 1, 'h', 0x0f, 13, 1, '3'
    };

    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aFloodOfResetsEndsTheConnection() throws Exception {
        Listener listener = fixture.listen(request -> EngineFixture.now(EngineFixture.text("ok")));
        try (RawHttp2Client client = new RawHttp2Client(listener.port())) {
            assertCutDuring(
                    client,
                    () -> {
                        for (int stream = 1; stream < 20_000; stream += 2) {
                            client.send(HEADERS, END_HEADERS, stream, GET);
                            client.send(RST_STREAM, 0, stream, CANCEL);
                        }
                    });
        }
    }

    @Test
    void aFloodOfContinuationsEndsTheConnection() throws Exception {
        Listener listener = fixture.listen(request -> EngineFixture.now(EngineFixture.text("ok")));
        try (RawHttp2Client client = new RawHttp2Client(listener.port())) {
            assertCutDuring(
                    client,
                    () -> {
                        client.send(HEADERS, END_STREAM, 1, GET);
                        for (int i = 0; i < 10_000; i++) {
                            client.send(CONTINUATION, 0, 1);
                        }
                    });
        }
    }

    @Test
    void manyRequestsThatAreAnsweredBeforeTheirBodyDoNotEndTheConnection() throws Exception {
        Listener listener = fixture.listen(request -> EngineFixture.now(EngineFixture.text("no")));
        try (RawHttp2Client client = new RawHttp2Client(listener.port())) {
            for (int stream = 1; stream < 1_001; stream += 2) {
                client.send(HEADERS, END_HEADERS, stream, POST);
                assertThat(client.readUntil(DATA).stream()).isEqualTo(stream);
                client.send(DATA, END_STREAM, stream, new byte[100]);
            }
        }
    }

    @Test
    void aLongRestThatNobodyWantsIsRefused() throws Exception {
        Listener listener = fixture.listen(request -> EngineFixture.now(EngineFixture.text("no")));
        try (RawHttp2Client client = new RawHttp2Client(listener.port())) {
            client.send(HEADERS, END_HEADERS, 1, POST);
            client.readUntil(DATA);
            for (int i = 0; i < 5; i++) {
                client.send(DATA, 0, 1, new byte[16_000]);
            }
            assertThat(client.readUntil(RST_STREAM).payload()).containsExactly(NO_ERROR);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void aBodyThatIsNotAsLongAsAnnouncedFailsItsReader(int length) throws Exception {
        CompletableFuture<Request> seen = new CompletableFuture<>();
        Listener listener =
                fixture.listen(request -> {
                    seen.complete(request);
                    return new CompletableFuture<>();
                });
        try (RawHttp2Client client = new RawHttp2Client(listener.port())) {
            client.send(HEADERS, END_HEADERS, 1, POST_OF_THREE_BYTES);
            var read = seen.get(20, TimeUnit.SECONDS).body().collect(10);
            client.send(DATA, END_STREAM, 1, new byte[length]);
            assertThat(client.readUntil(RST_STREAM).payload()).containsExactly(PROTOCOL_ERROR);
            assertThat(read)
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .withCauseInstanceOf(BodyAbortedException.class);
        }
    }

    @Test
    void aStreamThatNobodyReadsDoesNotHoldUpTheOthers() throws Exception {
        Listener listener =
                fixture.listen(request ->
                        request.method().equals("POST")
                                ? new CompletableFuture<>()
                                : request.body()
                                        .collect(100_000)
                                        .thenApply(
                                                body -> EngineFixture.text("got " + body.length)));
        try (RawHttp2Client client = new RawHttp2Client(listener.port())) {
            assertThat(client.readUntil(WINDOW_UPDATE).stream()).isZero();
            client.send(HEADERS, END_HEADERS, 1, POST);
            for (int i = 0; i < 10; i++) {
                client.send(DATA, 0, 1, new byte[16_000]);
            }
            client.send(HEADERS, END_HEADERS, 3, GET);
            client.send(DATA, 0, 3, new byte[16_000]);
            client.send(DATA, 0, 3, new byte[16_000]);
            client.send(DATA, END_STREAM, 3, new byte[16_000]);
            assertThat(client.readUntil(DATA).payload()).asString(US_ASCII).isEqualTo("got 48000");
        }
    }

    @Test
    void aResetAndACloseAreToldThoughNobodyReadsTheStream() throws Exception {
        CountDownLatch reset = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(2);
        Listener listener =
                fixture.listen(request -> {
                    request.connection().onClose(closed::countDown);
                    request.connection().onClose(reset::countDown);
                    return new CompletableFuture<>();
                });
        try (RawHttp2Client client = new RawHttp2Client(listener.port())) {
            client.readUntil(WINDOW_UPDATE);
            for (int stream = 1; stream < 4; stream += 2) {
                client.send(HEADERS, END_HEADERS, stream, POST);
                for (int i = 0; i < 6; i++) {
                    client.send(DATA, 0, stream, new byte[16_000]);
                }
            }
            client.send(RST_STREAM, 0, 1, CANCEL);
            assertThat(reset.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(closed.getCount()).isEqualTo(1);
        }
        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aStreamThatNeverEndsDoesNotHoldUpAStop() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        Listener listener =
                fixture.listen(request -> {
                    arrived.countDown();
                    return new CompletableFuture<>();
                });
        try (RawHttp2Client client = new RawHttp2Client(listener.port())) {
            client.send(HEADERS, END_HEADERS | END_STREAM, 1, GET);
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            Thread stop = Thread.ofVirtual().start(() -> listener.close(Duration.ofMillis(100)));
            assertThat(client.readUntil(GOAWAY).stream()).isZero();
            assertThat(stop.join(Duration.ofSeconds(20))).isTrue();
        }
    }

    private interface Flood {
        void send() throws IOException;
    }

    /** The server says GOAWAY, or has closed so early that it cannot be read any more. */
    private static void assertCutDuring(RawHttp2Client client, Flood flood) {
        try {
            flood.send();
            client.readUntil(GOAWAY);
        } catch (SocketTimeoutException stillOpen) {
            throw new AssertionError("the connection is still open", stillOpen);
        } catch (IOException closed) {
            // This is what the test is after.
        }
    }
}

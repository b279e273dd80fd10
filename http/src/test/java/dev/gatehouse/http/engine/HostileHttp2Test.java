package dev.gatehouse.http.engine;

import static dev.gatehouse.http.engine.RawHttp2Client.CONTINUATION;
import static dev.gatehouse.http.engine.RawHttp2Client.END_HEADERS;
import static dev.gatehouse.http.engine.RawHttp2Client.END_STREAM;
import static dev.gatehouse.http.engine.RawHttp2Client.GET;
import static dev.gatehouse.http.engine.RawHttp2Client.GOAWAY;
import static dev.gatehouse.http.engine.RawHttp2Client.HEADERS;
import static dev.gatehouse.http.engine.RawHttp2Client.RST_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

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

/** HTTP/2 as nobody should speak it. */
@Timeout(60)
class HostileHttp2Test {
    private static final byte[] CANCEL = {0, 0, 0, 8};

    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aFloodOfResetsEndsTheConnection() throws Exception {
        Listener listener =
                fixture.listen(request -> EngineFixture.now(EngineFixture.text("ok")));
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
        Listener listener =
                fixture.listen(request -> EngineFixture.now(EngineFixture.text("ok")));
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
            Thread stop =
                    Thread.ofVirtual().start(() -> listener.close(Duration.ofMillis(100)));
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

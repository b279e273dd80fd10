package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.message.BodyAbortedException;
import dev.gatehouse.http.message.BodyTooLargeException;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.http.server.Listener;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens on a connection beside its bytes: bodies unread, clients that go away, failures. */
@Timeout(60)
class ServerConnectionTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    @Test
    void keepsPathQueryAndFieldsAsTheyWereSent() throws Exception {
        BlockingQueue<Request> seen = new LinkedBlockingQueue<>();
        try (EngineFixture fixture = new EngineFixture()) {
            Listener listener =
                    fixture.listen(request -> {
                        seen.add(request);
                        return EngineFixture.now(EngineFixture.text("ok"));
                    });
            try (RawClient client = new RawClient(listener.port())) {
                client.send("GET //a/%2E%2f/./..;x?q=%20&q&?=+ HTTP/1.1\r\n");
                client.send("hOsT: h:80\r\nX-B: 1\r\nx-a:  two words \t\r\nx-B: \r\n\r\n");
                client.readUntil("ok");
            }

            Request request = take(seen);
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.rawPath()).isEqualTo("//a/%2E%2f/./..;x");
            assertThat(request.rawQuery()).isEqualTo("q=%20&q&?=+");
            assertThat(request.headers())
                    .isEqualTo(
                            Headers.of("hOsT", "h:80", "X-B", "1", "x-a", "two words", "x-B", ""));
            assertThat(request.connection().remoteAddress()).isEqualTo("127.0.0.1");
            assertThat(request.connection().localPort()).isEqualTo(listener.port());
            assertThat(request.connection().protocol()).isEqualTo("HTTP/1.1");
            assertThat(request.connection().secure()).isFalse();
        }
    }

    @Test
    void aClientThatVanishesWhileItWaitsIsNoticed() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        try (EngineFixture fixture = new EngineFixture()) {
            Listener listener =
                    fixture.listen(request -> {
                        request.connection().onClose(gone::countDown);
                        arrived.countDown();
                        return new CompletableFuture<>();
                    });
            RawClient client = new RawClient(listener.port()).send(GET);
            await(arrived);
            assertThat(gone.getCount()).isEqualTo(1);
            client.close();
            await(gone);
        }
    }

    @Test
    void anAnsweredRequestForgetsItsCloseAction() throws Exception {
        CountDownLatch firstGone = new CountDownLatch(1);
        CountDownLatch secondGone = new CountDownLatch(1);
        CountDownLatch secondArrived = new CountDownLatch(1);
        try (EngineFixture fixture = new EngineFixture()) {
            Listener listener =
                    fixture.listen(request -> {
                        if (request.rawPath().equals("/first")) {
                            request.connection().onClose(firstGone::countDown);
                            return EngineFixture.now(EngineFixture.text("ok"));
                        }
                        request.connection().onClose(secondGone::countDown);
                        secondArrived.countDown();
                        return new CompletableFuture<>();
                    });
            RawClient client = new RawClient(listener.port());
            client.send("GET /first HTTP/1.1\r\nHost: h\r\n\r\n").readUntil("ok");
            client.send(GET);
            await(secondArrived);
            client.close();
            await(secondGone);
            assertThat(firstGone.getCount()).isEqualTo(1);
        }
    }

    @Test
    void aBodyAboveTheLimitFailsItsReaderAndTheAnswerArrives() throws Exception {
        try (EngineFixture fixture = new EngineFixture()) {
            Listener listener = fixture.listen(this::refuseAboveTenBytes);
            for (String framing :
                    new String[] {"Content-Length: 1000000", "Transfer-Encoding: chunked"}) {
                try (RawClient client = new RawClient(listener.port())) {
                    client.send("POST / HTTP/1.1\r\nHost: h\r\n" + framing + "\r\n\r\n");
                    client.send("f4240\r\n" + "x".repeat(300_000));
                    assertThat(client.readAll())
                            .startsWith("HTTP/1.1 413 ")
                            .contains("Connection: close\r\n");
                }
            }
        }
    }

    private CompletableFuture<Response> refuseAboveTenBytes(Request request) {
        return request.body()
                .collect(10)
                .handle((body, failure) ->
                        Response.of(
                                failure instanceof BodyTooLargeException ? 413 : 200,
                                Headers.empty(),
                                new byte[0]))
                .toCompletableFuture();
    }

    @Test
    void aBodyThatNobodyReadIsGivenUpWithTheAnswer() throws Exception {
        BlockingQueue<Request> seen = new LinkedBlockingQueue<>();
        try (EngineFixture fixture = new EngineFixture()) {
            Listener listener =
                    fixture.listen(request -> {
                        seen.add(request);
                        return EngineFixture.now(EngineFixture.text("ok"));
                    });
            try (RawClient client = new RawClient(listener.port())) {
                client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
                client.readUntil("ok");
                assertThat(take(seen).body().collect(10)).failsWithin(Duration.ofSeconds(20));
            }
        }
    }

    @Test
    void aBodyThatNobodyBeganToReadFailsWhenItsClientVanishes() throws Exception {
        BlockingQueue<Request> seen = new LinkedBlockingQueue<>();
        CountDownLatch gone = new CountDownLatch(1);
        try (EngineFixture fixture = new EngineFixture()) {
            Listener listener =
                    fixture.listen(request -> {
                        request.connection().onClose(gone::countDown);
                        seen.add(request);
                        return new CompletableFuture<>();
                    });
            RawClient client = new RawClient(listener.port());
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
            Request request = take(seen);
            client.close();
            await(gone);
            assertThat(request.body().collect(10))
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .withCauseInstanceOf(BodyAbortedException.class);
        }
    }

    @Test
    void aShortBodyThatNobodyReadsDoesNotEndTheConnection() throws Exception {
        try (EngineFixture fixture = new EngineFixture()) {
            Listener listener =
                    fixture.listen(request -> EngineFixture.now(EngineFixture.text("ok")));
            try (RawClient client = new RawClient(listener.port())) {
                client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab");
                assertThat(client.readUntil("ok")).doesNotContain("close");
                assertThat(client.send("cde" + GET).readUntil("ok")).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void aClientThatTakesNoAnswersGetsNoMoreOfThem() throws Exception {
        int requests = 2_000;
        byte[] answer = new byte[50_000];
        AtomicInteger handled = new AtomicInteger();
        try (EngineFixture fixture = new EngineFixture()) {
            Listener listener =
                    fixture.listen(request -> {
                        handled.incrementAndGet();
                        return EngineFixture.now(Response.of(200, Headers.empty(), answer));
                    });
            try (RawClient client = new RawClient(listener.port())) {
                client.send(GET.repeat(requests)).readUntil("\r\n\r\n");
                for (int i = 0; i < 100; i++) {
                    try (RawClient other = new RawClient(listener.port())) {
                        other.send(GET).readUntil("\r\n\r\n");
                    }
                }
                assertThat(handled.get()).isLessThan(requests / 2);
                client.skip(answer.length);
                for (int i = 1; i < requests; i++) {
                    client.readUntil("\r\n\r\n");
                    client.skip(answer.length);
                }
            }
        }
    }

    @Test
    void anAnswerBeforeTheBodysEndArrivesWholeHoweverLate() throws Exception {
        byte[] answer = new byte[30_000_000];
        try (EngineFixture fixture = new EngineFixture()) {
            Listener listener =
                    fixture.listen(request ->
                            request.rawPath().equals("/late")
                                    ? new CompletableFuture<Response>()
                                            .completeOnTimeout(
                                                    EngineFixture.text("late"), 3, TimeUnit.SECONDS)
                                    : EngineFixture.now(Response.of(200, Headers.empty(), answer)));
            try (RawClient client = new RawClient(listener.port());
                    RawClient other = new RawClient(listener.port())) {
                client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
                assertThat(client.readUntil("\r\n\r\n")).contains("Connection: close\r\n");
                other.send("GET /late HTTP/1.1\r\nHost: h\r\n\r\n").readUntil("late");
                client.skip(answer.length);
                assertThat(client.readAll()).isEmpty();
            }
        }
    }

    @Test
    void aHandlerThatFailsGetsItsClientA500AndTheNextRequestIsServed() throws Exception {
        try (EngineFixture fixture = new EngineFixture()) {
            Listener listener =
                    fixture.listen(request ->
                            switch (request.rawPath()) {
                                case "/throws" -> throw new IllegalStateException("boom");
                                case "/fails" ->
                                        CompletableFuture.failedFuture(
                                                new IllegalStateException("boom"));
                                case "/splits" ->
                                        EngineFixture.now(
                                                Response.of(
                                                        200,
                                                        Headers.of("X", "a\r\nY: b"),
                                                        new byte[0]));
                                default -> EngineFixture.now(EngineFixture.text("ok"));
                            });
            try (RawClient client = new RawClient(listener.port())) {
                for (String path : new String[] {"/throws", "/fails", "/splits"}) {
                    client.send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n");
                    assertThat(client.readUntil("Error\n"))
                            .startsWith("HTTP/1.1 500 ")
                            .doesNotContain("boom")
                            .doesNotContain("Y:");
                }
                assertThat(client.send(GET).readUntil("ok")).startsWith("HTTP/1.1 200 OK\r\n");
            }
        }
    }

    @Test
    void writesOnlyWhatBelongsToTheStatusAndMethod() throws Exception {
        try (EngineFixture fixture = new EngineFixture()) {
            Listener listener =
                    fixture.listen(request ->
                            EngineFixture.now(
                                    Response.of(
                                            Integer.parseInt(request.rawPath().substring(1)),
                                            Headers.of(
                                                    "Transfer-Encoding",
                                                    "chunked",
                                                    "Content-Length",
                                                    "7"),
                                            "body".getBytes(ISO_8859_1))));
            try (RawClient client = new RawClient(listener.port())) {
                assertThat(exchange(client, "GET /204")).doesNotContain("Content-Length");
                assertThat(exchange(client, "GET /304")).contains("Content-Length: 7\r\n");
                assertThat(exchange(client, "HEAD /200")).contains("Content-Length: 7\r\n");
                assertThat(exchange(client, "GET /200"))
                        .contains("Content-Length: 4\r\n")
                        .contains("Date: ")
                        .doesNotContain("chunked")
                        .doesNotContain("Server");
                assertThat(client.readUntil("body")).isEqualTo("body");
            }
        }
    }

    private static String exchange(RawClient client, String line) throws IOException {
        return client.send(line + " HTTP/1.1\r\nHost: h\r\n\r\n").readUntil("\r\n\r\n");
    }

    private static Request take(BlockingQueue<Request> seen) throws InterruptedException {
        Request request = seen.poll(20, TimeUnit.SECONDS);
        assertThat(request).isNotNull();
        return request;
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    }
}

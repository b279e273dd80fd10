package dev.gatehouse.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.server.Listener;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client says on the wire, and what the server makes of it (RFC 9112). */
@Timeout(60)
class RequestFramingTest {
    private static final String HOST = "Host: h\r\n";
    private static final AtomicInteger HANDLED = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    private static EngineFixture fixture;

    @SuppressWarnings("NullAway.Init")
    private static Listener listener;

    @BeforeAll
    static void listen() {
        fixture = new EngineFixture();
        listener =
                fixture.listen(request -> {
                    HANDLED.incrementAndGet();
                    return request.body()
                            .collect(1 << 20)
                            .thenApply(body ->
                                    EngineFixture.text(
                                            request.rawPath()
                                                    + "|"
                                                    + new String(
                                                            body,
                                                            java.nio.charset.StandardCharsets
                                                                    .ISO_8859_1)));
                });
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    static Stream<Arguments> malformedHeads() {
        return Stream.of(
                refused(
                        "length and coding",
                        post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "abc")),
                refused(
                        "coding and length",
                        post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n")),
                refused(
                        "two lengths that differ",
                        post("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd")),
                refused(
                        "two equal lengths",
                        post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc")),
                refused("a list of lengths", post("Content-Length: 3, 3\r\n", "abc")),
                refused("a signed length", post("Content-Length: +3\r\n", "abc")),
                refused("a negative length", post("Content-Length: -3\r\n", "abc")),
                refused("a hexadecimal length", post("Content-Length: 0x3\r\n", "abc")),
                refused("an empty length", post("Content-Length:\r\n", "")),
                refused(
                        "a length beyond all numbers",
                        post("Content-Length: 99999999999999999999\r\n", "")),
                refused(
                        "an empty element before chunked",
                        post("Transfer-Encoding: ,chunked\r\n", "0\r\n\r\n")),
                refused(
                        "chunked twice",
                        post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n")),
                refused(
                        "chunked in two fields",
                        post(
                                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                                "0\r\n\r\n")),
                refused("another coding", post("Transfer-Encoding: gzip\r\n", "")),
                refused(
                        "another coding before chunked",
                        post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n")),
                refused("identity", post("Transfer-Encoding: identity\r\n", "")),
                refused("an empty coding", post("Transfer-Encoding:\r\n", "")),
                refused(
                        "chunked with a parameter",
                        post("Transfer-Encoding: chunked;q=1\r\n", "0\r\n\r\n")),
                refused(
                        "chunked in quotes",
                        post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n")),
                refused(
                        "chunked with a vertical tab",
                        post("Transfer-Encoding: \u000bchunked\r\n", "0\r\n\r\n")),
                refused(
                        "a coding in HTTP/1.0",
                        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                refused("bare line feeds", "GET / HTTP/1.1\nHost: h\n\n"),
                refused(
                        "a bare line feed after the request line",
                        "GET / HTTP/1.1\n" + HOST + "\r\n"),
                refused("a bare line feed at the end", "GET / HTTP/1.1\r\n" + HOST + "\n"),
                refused("a bare carriage return", get("X: a\rb\r\n")),
                refused("two carriage returns", "GET / HTTP/1.1\r\r\n" + HOST + "\r\n"),
                refused("NUL in a value", get("X: a\0b\r\n")),
                refused("NUL in a name", get("X\0: a\r\n")),
                refused("a control character in a value", get("X: a\u0001b\r\n")),
                refused("a folded field", get("X: a\r\n b\r\n")),
                refused("a field folded by a tab", get("X: a\r\n\tb\r\n")),
                refused(
                        "a fold before the first field",
                        "GET / HTTP/1.1\r\n X: a\r\n" + HOST + "\r\n"),
                refused("an empty name", get(": a\r\n")),
                refused("a line without a colon", get("X\r\n")),
                refused("a blank before the colon", get("X : a\r\n")),
                refused("a tab before the colon", get("X\t: a\r\n")),
                refused("a blank in a name", get("X Y: a\r\n")),
                refused("a name beyond ASCII", get("X\u00e9: a\r\n")),
                refused("a bracket in a name", get("X[: a\r\n")),
                refused("no Host", "GET / HTTP/1.1\r\n\r\n"),
                refused("two Hosts", get("Host: h\r\n")),
                refused("an empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
                refused("a Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
                refused("a Host with a user", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n"),
                refused("a Host of two names", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n"),
                refused("a Host with a blank", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"),
                refused("two Hosts in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n"),
                refused("an empty line first", "\r\nGET / HTTP/1.1\r\n" + HOST + "\r\n"),
                refused("a blank first", " GET / HTTP/1.1\r\n" + HOST + "\r\n"),
                refused("two blanks", "GET  / HTTP/1.1\r\n" + HOST + "\r\n"),
                refused("a tab", "GET\t/ HTTP/1.1\r\n" + HOST + "\r\n"),
                refused("a blank at the end", "GET / HTTP/1.1 \r\n" + HOST + "\r\n"),
                refused("no target", "GET HTTP/1.1\r\n" + HOST + "\r\n"),
                refused("no version", "GET /\r\n" + HOST + "\r\n"),
                refused("a blank in the target", "GET /a b HTTP/1.1\r\n" + HOST + "\r\n"),
                refused("a fragment in the target", "GET /a#b HTTP/1.1\r\n" + HOST + "\r\n"),
                refused("raw bytes in the target", "GET /\u00e9 HTTP/1.1\r\n" + HOST + "\r\n"),
                refused("a target without a slash", "GET a HTTP/1.1\r\n" + HOST + "\r\n"),
                refused("an absolute target", "GET http://h/ HTTP/1.1\r\n" + HOST + "\r\n"),
                refused("an authority as the target", "CONNECT h:443 HTTP/1.1\r\n" + HOST + "\r\n"),
                refused("an asterisk as the target", "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n"),
                refused("HTTP/0.9", "GET / HTTP/0.9\r\n" + HOST + "\r\n"),
                refused("HTTP/1.2", "GET / HTTP/1.2\r\n" + HOST + "\r\n"),
                refused("HTTP/2.0", "GET / HTTP/2.0\r\n" + HOST + "\r\n"),
                refused("HTTP/1.10", "GET / HTTP/1.10\r\n" + HOST + "\r\n"),
                refused("http/1.1 in small letters", "GET / http/1.1\r\n" + HOST + "\r\n"),
                refused("a method that is no token", "G(T / HTTP/1.1\r\n" + HOST + "\r\n"),
                refused("TLS on a plain port", "\u0016\u0003\u0001\u0000\u00f1\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedHeads")
    void refusesAndCloses(String what, String sent) throws IOException {
        int before = HANDLED.get();
        try (RawClient client = new RawClient(listener.port())) {
            String answer =
                    client.send(sent).send("GET /smuggled HTTP/1.1\r\n" + HOST + "\r\n").readAll();

            assertThat(answer).startsWith("HTTP/1.1 400 Bad Request\r\n");
            assertThat(answer).contains("Connection: close\r\n").doesNotContain("smuggled");
            assertThat(HANDLED.get()).isEqualTo(before);
        }
    }

    static Stream<Arguments> malformedChunks() {
        return Stream.of(
                refused("a prefix", "0x3\r\nabc\r\n0\r\n\r\n"),
                refused("a sign", "+3\r\nabc\r\n0\r\n\r\n"),
                refused("a minus", "-3\r\nabc\r\n0\r\n\r\n"),
                refused("a blank before", " 3\r\nabc\r\n0\r\n\r\n"),
                refused("a blank after", "3 \r\nabc\r\n0\r\n\r\n"),
                refused("an underscore", "3_0\r\nabc\r\n0\r\n\r\n"),
                refused("no size", "\r\nabc\r\n0\r\n\r\n"),
                refused("no size but an extension", ";x\r\nabc\r\n0\r\n\r\n"),
                refused("too many digits", "0000000000000003\r\nabc\r\n0\r\n\r\n"),
                refused("a bare line feed", "3\nabc\r\n0\r\n\r\n"),
                refused("a bare line feed in an extension", "3;x\nabc\r\n0\r\n\r\n"),
                refused("a carriage return in an extension", "3;x\ry\r\nabc\r\n0\r\n\r\n"),
                refused("NUL in an extension", "3;\0\r\nabc\r\n0\r\n\r\n"),
                refused("a bare line feed after the data", "3\r\nabc\n0\r\n\r\n"),
                refused("more data than announced", "3\r\nabcd\r\n0\r\n\r\n"),
                refused("a bare line feed at the end", "3\r\nabc\r\n0\r\n\n"),
                refused("a trailer without a name", "3\r\nabc\r\n0\r\n: x\r\n\r\n"),
                refused("a trailer without a colon", "3\r\nabc\r\n0\r\nx\r\n\r\n"),
                refused("a folded trailer", "3\r\nabc\r\n0\r\nX: a\r\n b\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedChunks")
    void refusesMalformedChunks(String what, String chunks) throws IOException {
        int before = HANDLED.get();
        try (RawClient client = new RawClient(listener.port())) {
            String answer =
                    client.send(
                                    post("Transfer-Encoding: chunked\r\n", chunks)
                                            + "GET /smuggled HTTP/1.1\r\n"
                                            + HOST
                                            + "\r\n")
                            .readAll();

            assertThat(answer)
                    .startsWith("HTTP/1.1 400 Bad Request\r\n")
                    .doesNotContain("smuggled");
            assertThat(HANDLED.get()).isEqualTo(before);
        }
    }

    @Test
    void acceptsChunksExtensionsAndTrailers() throws IOException {
        String chunks = "3;a=b\r\nabc\r\n0a\r\n0123456789\r\n000\r\nX: y\r\n\r\n";
        try (RawClient client = new RawClient(listener.port())) {
            client.send(post("Transfer-Encoding: chunked\r\n", chunks));
            assertThat(client.readUntil("/|abc0123456789")).startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    @Test
    void acceptsHeadsAndBodiesByteByByte() throws IOException {
        String sent =
                post("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\n")
                        + post("Content-Length: 2\r\nConnection: close\r\n", "de");
        try (RawClient client = new RawClient(listener.port())) {
            for (int i = 0; i < sent.length(); i++) {
                client.send(sent.substring(i, i + 1));
            }
            assertThat(client.readAll()).contains("/|abc").endsWith("/|de");
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws IOException {
        try (RawClient client = new RawClient(listener.port())) {
            StringBuilder sent = new StringBuilder();
            for (int i = 0; i < 100; i++) {
                sent.append("GET /").append(i).append(" HTTP/1.1\r\n").append(HOST).append("\r\n");
            }
            client.send(sent + "GET /last HTTP/1.1\r\nConnection: close\r\n" + HOST + "\r\n");

            List<String> answered =
                    Pattern.compile("/(\\w+)\\|")
                            .matcher(client.readAll())
                            .results()
                            .map(match -> match.group(1))
                            .toList();
            assertThat(answered).hasSize(101).startsWith("0", "1", "2").endsWith("99", "last");
        }
    }

    @Test
    void headsAboveTheLimitGet431() throws IOException {
        String fits = "X: " + "a".repeat(EngineFixture.MAX_HEAD - get("X: \r\n").length()) + "\r\n";
        assertThat(get(fits)).hasSize(EngineFixture.MAX_HEAD);
        try (RawClient client = new RawClient(listener.port())) {
            assertThat(client.send(get(fits)).readUntil("/|")).startsWith("HTTP/1.1 200 OK\r\n");
            assertThat(client.send(get("Y" + fits)).readAll()).startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void tooManyFieldsGet431() throws IOException {
        try (RawClient client = new RawClient(listener.port())) {
            assertThat(client.send(get("X:\r\n".repeat(300))).readAll())
                    .startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void anUnknownExpectationGets417() throws IOException {
        try (RawClient client = new RawClient(listener.port())) {
            assertThat(client.send(get("Expect: wonders\r\n")).readAll())
                    .startsWith("HTTP/1.1 417 ");
        }
    }

    @Test
    void sayContinueToWhoWaitsForIt() throws IOException {
        try (RawClient client = new RawClient(listener.port())) {
            client.send(post("Expect: 100-continue\r\nContent-Length: 3\r\n", ""));
            assertThat(client.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(client.send("abc").readUntil("/|abc")).startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    @Test
    void http10ClosesUnlessAskedToKeepAlive() throws IOException {
        try (RawClient client = new RawClient(listener.port())) {
            client.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(client.readUntil("/a|")).contains("Connection: keep-alive\r\n");
            assertThat(client.send("GET /b HTTP/1.0\r\n\r\n").readAll())
                    .contains("Connection: close\r\n")
                    .endsWith("/b|");
        }
    }

    private static Arguments refused(String what, String sent) {
        return Arguments.of(what, sent);
    }

    private static String get(String fields) {
        return "GET / HTTP/1.1\r\n" + HOST + fields + "\r\n";
    }

    private static String post(String fields, String body) {
        return "POST / HTTP/1.1\r\n" + HOST + fields + "\r\n" + body;
    }
}

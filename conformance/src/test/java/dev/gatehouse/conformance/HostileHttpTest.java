package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Messages that are no good HTTP, and clients that behave badly, at every door of the server: they
 * get an error or a closed connection, nothing of them is passed on, and others are served.
 */
class HostileHttpTest {
    @RegisterExtension static final RunningServer server = new RunningServer();

    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    private static Clients clients;
    private static RecordingBackend backend;
    private static int port;
    private static String host;

    @BeforeAll
    static void aProxyApi() {
        clients = new Clients(server.url());
        backend = new RecordingBackend();
        port = URI.create(server.url()).getPort();
        String api = clients.quickApi("proxy", backend.url() + "/");
        host = "Host: " + api + ".execute-api.localhost\r\n";
    }

    @AfterAll
    static void close() throws IOException {
        assertTheNextIsServed();
        backend.close();
        clients.close();
    }

    /** What stands between {@code Host} and the empty line, a bar, and what follows it. */
    static Stream<String> ambiguousFraming() {
        return Stream.of(
                "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n|0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n|0\r\n\r\n",
                "Content-Length: 3\r\nContent-Length: 4\r\n|abcd",
                "Content-Length: 3\r\nContent-Length: 3\r\n|abc",
                "Content-Length: 3, 3\r\n|abc",
                "Content-Length: +3\r\n|abc",
                "Content-Length: 0x3\r\n|abc",
                "Content-Length: 99999999999999999999\r\n|abc",
                "Transfer-Encoding: ,chunked\r\n|0\r\n\r\n",
                "Transfer-Encoding: chunked, chunked\r\n|0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n|0\r\n\r\n",
                "Transfer-Encoding: identity\r\n|0\r\n\r\n",
                "Transfer-Encoding: gzip, chunked\r\n|0\r\n\r\n",
                "Transfer-Encoding: \u000bchunked\r\n|0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n|0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n|0x3\r\nabc\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n|3 \r\nabc\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n|3\nabc\n0\n\n",
                "Transfer-Encoding: chunked\r\n|-3\r\nabc\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n|10000000000000003\r\nabc\r\n0\r\n\r\n",
                "X: a\r\n folded\r\n|",
                "X: a\rb\r\n|",
                "X: a\nY: b\r\n|",
                "X: a\0b\r\n|",
                ": nameless\r\n|",
                "X Y: a\r\n|",
                "no colon\r\n|",
                "Host: another\r\n|");
    }

    @ParameterizedTest
    @MethodSource("ambiguousFraming")
    void anApiPassesNothingAmbiguousOn(String message) throws Exception {
        assertRefused(port, "/smuggled", host, message);
        assertThat(backend.heads).noneMatch(head -> head.contains("smuggled"));
    }

    @ParameterizedTest
    @MethodSource("ambiguousFraming")
    void awsCallsRefuseTheSame(String message) throws Exception {
        assertRefused(port, "/2015-03-31/functions", "Host: localhost\r\n", message);
    }

    @Test
    void theRuntimeApiRefusesTheSame() throws Exception {
        Programs.require("node");
        clients.createNode(
                "tell", "exports.handler = async () => process.env.AWS_LAMBDA_RUNTIME_API;");
        String address = invoked("tell").replace("\"", "");
        int runtimePort = Integer.parseInt(address.substring(10, address.indexOf('/')));
        String path = address.substring(address.indexOf('/')) + "/2018-06-01/runtime/init/error";
        for (String message : ambiguousFraming().toList()) {
            assertRefused(runtimePort, path, "Host: localhost\r\n", message);
        }
        for (String other :
                List.of(
                        "/",
                        "/x/2018-06-01/runtime/invocation/next",
                        "/%2e%2e" + path,
                        path + "x")) {
            String answer = get(runtimePort, other, "Host: localhost\r\n");
            assertThat(RawConnection.status(answer)).as(other).isIn(400, 403, 404);
        }
        assertThat(invoked("tell")).as("the environment is unharmed").contains(address);
    }

    /** The second request is what a smuggler wants to be taken for a request. */
    private static void assertRefused(int door, String path, String hostLine, String message)
            throws IOException {
        int bar = message.indexOf('|');
        try (RawConnection connection = new RawConnection(door)) {
            connection.send(
                    "POST "
                            + path
                            + " HTTP/1.1\r\n"
                            + hostLine
                            + message.substring(0, bar)
                            + "\r\n"
                            + message.substring(bar + 1)
                            + "GET /smuggled HTTP/1.1\r\n"
                            + hostLine
                            + "\r\n");
            String answer = connection.readAll();
            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("Connection: close");
            assertThat(answer.split("HTTP/1.1 ", -1)).as("one answer").hasSize(2);
        }
    }

    @Test
    void absurdHeadsAreA431() throws Exception {
        String many = "X: y\r\n".repeat(300);
        String long11 = "X: " + "y".repeat(11_000) + "\r\n";
        String long70 = "X: " + "y".repeat(70_000) + "\r\n";
        assertThat(get(port, "/smuggled", host + many)).startsWith("HTTP/1.1 431 ");
        assertThat(get(port, "/smuggled", host + long11))
                .startsWith("HTTP/1.1 431 ")
                .endsWith("{\"message\":\"Request Header Fields Too Large\"}");
        assertThat(get(port, "/smuggled" + "y".repeat(11_000), host)).startsWith("HTTP/1.1 431 ");
        assertThat(get(port, "/smuggled", host + long70)).startsWith("HTTP/1.1 431 ");
        assertThat(get(port, "/2015-03-31/functions", "Host: localhost\r\n" + long70))
                .startsWith("HTTP/1.1 431 ");
        assertThat(get(port, "/2015-03-31/functions", "Host: localhost\r\n" + long11))
                .as("AWS's own APIs take more")
                .startsWith("HTTP/1.1 403 ");
        assertThat(backend.heads).noneMatch(head -> head.contains("smuggled"));
    }

    @Test
    void tenMegabytesAreTheMostThatAnApiTakes() throws Exception {
        String declared = "Content-Length: " + (TEN_MEGABYTES + 1) + "\r\n";
        try (RawConnection connection = new RawConnection(port)) {
            connection.send("POST / HTTP/1.1\r\n" + host + declared + "\r\n");
            assertThat(connection.readStatus()).isEqualTo(413);
        }
        assertThat(chunkedUpload(TEN_MEGABYTES)).isEqualTo(200);
        assertThat(chunkedUpload(TEN_MEGABYTES + 1)).isEqualTo(413);
        assertTheNextIsServed();
    }

    private static int chunkedUpload(int size) throws IOException {
        byte[] chunk =
                ("10000\r\n" + "x".repeat(0x10000) + "\r\n")
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        try (RawConnection connection = new RawConnection(port)) {
            connection.send("POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n");
            for (int sent = 0; sent + 0x10000 <= size; sent += 0x10000) {
                connection.send(chunk);
            }
            int rest = size % 0x10000;
            connection.send(rest == 0 ? "" : rest + "\r\n" + "x".repeat(rest) + "\r\n");
            connection.send("0\r\n\r\n");
            return connection.readStatus();
        }
    }

    @Test
    void anEndlessResponseIsCut() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            String api = clients.quickApi("endless", backend.url() + "/endless");
            connection.send("GET / HTTP/1.1\r\nHost: " + api + ".execute-api.localhost\r\n\r\n");
            String answer = connection.readAll();
            assertThat(answer.length()).isBetween(TEN_MEGABYTES / 2, TEN_MEGABYTES + 100_000);
            assertThat(answer).doesNotContain("\r\n0\r\n\r\n");
        }
        assertTheNextIsServed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HT",
                "POST / HTTP/1.1\r\nHost: %s\r\nContent-Length: 1000\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: %s\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab",
                "POST /2015-03-31/functions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\na",
                "GET /endless HTTP/1.1\r\nHost: %s\r\n\r\n"
            })
    void clientsThatVanishLeaveNothingBehind(String message) throws Exception {
        String api = clients.quickApi("vanishing", backend.url() + "/endless");
        long before = sockets();
        List<RawConnection> vanishing = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            RawConnection connection = new RawConnection(port);
            vanishing.add(connection.send(message.formatted(api + ".execute-api.localhost")));
        }
        for (RawConnection connection : vanishing) {
            connection.vanish();
        }
        Await.until("their sockets are closed", () -> sockets() <= before + 6);
        assertTheNextIsServed();
    }

    @Test
    void slowClientsHoldNobodyUp() throws Exception {
        List<RawConnection> slow = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            slow.add(new RawConnection(port).send("POST / HTTP/1.1\r\n" + host + "Content-Le"));
        }
        for (int i = 0; i < 20; i++) {
            assertTheNextIsServed();
        }
        for (RawConnection connection : slow) {
            connection.send("ngth: 1\r\n\r\n").send("x");
            assertThat(connection.readStatus()).isEqualTo(200);
            connection.close();
        }
    }

    @Test
    void aCallerThatVanishesFreesItsInvocationsPermit() throws Exception {
        Programs.require("node");
        String arn =
                clients.createNode(
                        "once",
                        "exports.handler = async () => { await new Promise(r => setTimeout(r, 300)); return 'well'; };");
        clients.permit("once");
        clients.lambda.putFunctionConcurrency(
                request -> request.functionName("once").reservedConcurrentExecutions(1));
        String api = clients.quickApi("once", arn);
        for (int i = 0; i < 5; i++) {
            RawConnection vanishing = new RawConnection(port);
            vanishing.send("GET / HTTP/1.1\r\nHost: " + api + ".execute-api.localhost\r\n\r\n");
            vanishing.vanish();
        }
        Await.until(
                "the permit is free again",
                () -> clients.get(clients.stageUrl(api)).body().equals("well"));
    }

    /** Whatever names the metadata service of a cloud. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://[::ffff:169.254.169.254]/",
                "http://[fd00:ec2::254]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://2852039166/"
            })
    void theMetadataServiceIsOutOfReach(String target) {
        String api = clients.quickApi("metadata", target);
        assertThat(clients.get(clients.stageUrl(api)).statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({
        "%s.execute-api.localhost,            200",
        "%S.Execute-Api.LocalHost,            200",
        "%s.execute-api.localhost:80,         200",
        "%s.execute-api.localhost.,           200",
        "%s.execute-api.eu-west-1.amazonaws.com, 200",
        "user@%s.execute-api.localhost,       400",
        "%s.execute-api.localhost/x,          400",
        "%s.execute-api.localhost#x,          400",
        "'%s.execute-api.localhost, other',   400",
        "x.%s.execute-api.localhost,          404",
        "%s.execute-apis.localhost,           404",
        "%s.execute-api.localhost%%00,        404",
        "'%s;.execute-api.localhost',         404",
    })
    void onlyAnApisOwnNameLeadsToIt(String name, int status) {
        String api = host.substring(6, host.indexOf('.'));
        assertThat(RawConnection.status(get(port, "/x", "Host: " + name.formatted(api) + "\r\n")))
                .isEqualTo(status);
    }

    private static String get(int door, String path, String headers) {
        return RawConnection.exchange(
                door, "GET " + path + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n");
    }

    private static String invoked(String function) {
        return clients.lambda
                .invoke(request ->
                        request.functionName(function).payload(SdkBytes.fromUtf8String("{}")))
                .payload()
                .asUtf8String();
    }

    private static void assertTheNextIsServed() {
        assertThat(get(port, "/served", host)).startsWith("HTTP/1.1 200 ").endsWith("ok");
    }

    /** The sockets that this process, which is the server's, has open. */
    private static long sockets() {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(HostileHttpTest::isSocket).count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}

package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.http.server.ListenOptions;
import dev.gatehouse.http.server.Listener;
import dev.gatehouse.http.server.SelfSignedIdentity;
import dev.gatehouse.http.server.TlsIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 as the JDK's own client speaks it, and HTTP/2 as nobody should speak it. */
@Timeout(60)
class Http2Test {
    @TempDir Path folder;

    @Test
    void aPlainConnectionIsUpgraded() throws Exception {
        try (EngineFixture fixture = new EngineFixture();
                HttpClient client = HttpClient.newHttpClient()) {
            Listener listener = fixture.listen(Http2Test::echo);
            URI uri = URI.create("http://127.0.0.1:" + listener.port() + "/a%2fb?c=d");

            HttpResponse<String> first = get(client, uri);
            HttpResponse<String> second = get(client, uri);

            assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(first.headers().firstValue("x-seen"))
                    .hasValue("GET /a%2fb c=d HTTP/2.0 127.0.0.1:" + listener.port());
            assertThat(second.headers().map()).isEqualTo(first.headers().map());
        }
    }

    @Test
    void tlsNegotiatesHttp2AndHttp11() throws Exception {
        TlsIdentity identity = SelfSignedIdentity.in(folder, List.of("localhost", "127.0.0.1"));
        ListenOptions options =
                new ListenOptions("127.0.0.1", 0, identity, 10_240, Duration.ofSeconds(30));
        try (EngineFixture fixture = new EngineFixture()) {
            Listener listener = fixture.listen(options, Http2Test::echo);
            URI uri = URI.create("https://localhost:" + listener.port() + "/");
            for (HttpClient.Version version : HttpClient.Version.values()) {
                if (version.name().equals("HTTP_3")) {
                    continue;
                }
                try (HttpClient client = trusting(identity, version)) {
                    HttpResponse<String> response = get(client, uri);
                    assertThat(response.version()).isEqualTo(version);
                    assertThat(response.headers().firstValue("x-seen").orElseThrow())
                            .endsWith(" localhost:" + listener.port());
                }
            }
        }
    }

    @Test
    void largeBodiesPassInBothDirections() throws Exception {
        byte[] payload = new byte[3_000_000];
        new Random(1).nextBytes(payload);
        try (EngineFixture fixture = new EngineFixture();
                HttpClient client = HttpClient.newHttpClient()) {
            Listener listener = fixture.listen(Http2Test::echo);
            URI uri = URI.create("http://127.0.0.1:" + listener.port() + "/");
            get(client, uri);
            HttpRequest post =
                    HttpRequest.newBuilder(uri)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(payload))
                            .build();
            HttpResponse<byte[]> response =
                    client.send(post, HttpResponse.BodyHandlers.ofByteArray());

            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.body()).isEqualTo(payload);
        }
    }

    @Test
    void aFloodOfResetsEndsTheConnection() throws Exception {
        try (EngineFixture fixture = new EngineFixture()) {
            Listener listener = fixture.listen(Http2Test::echo);
            try (Socket socket = prefaced(listener)) {
                byte[] headers = headersFrame();
                byte[] reset = {0, 0, 4, 3, 0, 0, 0, 0, 0, 0, 0, 0, 8};
                boolean cut = writeUntilCut(socket, headers, reset);
                assertThat(cut || goAwayIn(socket.getInputStream())).isTrue();
            }
        }
    }

    @Test
    void aFloodOfContinuationsEndsTheConnection() throws Exception {
        try (EngineFixture fixture = new EngineFixture()) {
            Listener listener = fixture.listen(Http2Test::echo);
            try (Socket socket = prefaced(listener)) {
                byte[] headers = headersFrame();
                headers[4] = 1;
                headers[8] = 1;
                byte[] continuation = {0, 0, 0, 9, 0, 0, 0, 0, 1};
                boolean cut = false;
                try {
                    socket.getOutputStream().write(headers);
                    for (int i = 0; i < 10_000; i++) {
                        socket.getOutputStream().write(continuation);
                    }
                } catch (IOException e) {
                    cut = true;
                }
                assertThat(cut || goAwayIn(socket.getInputStream())).isTrue();
            }
        }
    }

    private static boolean writeUntilCut(Socket socket, byte[] headers, byte[] reset) {
        try {
            for (int stream = 1; stream < 20_000; stream += 2) {
                headers[7] = reset[7] = (byte) (stream >> 8);
                headers[8] = reset[8] = (byte) stream;
                socket.getOutputStream().write(headers);
                socket.getOutputStream().write(reset);
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Whether the server closes after having said GOAWAY, frame type 7. */
    private static boolean goAwayIn(InputStream in) {
        try {
            byte[] header = in.readNBytes(9);
            while (header.length == 9) {
                int length =
                        ((header[0] & 0xff) << 16) | ((header[1] & 0xff) << 8) | (header[2] & 0xff);
                in.skipNBytes(length);
                if (header[3] == 7) {
                    return true;
                }
                header = in.readNBytes(9);
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static Socket prefaced(Listener listener) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
        socket.getOutputStream().write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
        return socket;
    }

    /** GET, http, /, and an authority, ending the headers but not the stream. */
    private static byte[] headersFrame() {
        return new byte[] {
            0, 0, 6, 1, 4, 0, 0, 0, 1, (byte) 0x82, (byte) 0x86, (byte) 0x84, 0x41, 0x01, 'h'
        };
    }

    private static CompletionStage<Response> echo(Request request) {
        String seen =
                request.method()
                        + " "
                        + request.rawPath()
                        + " "
                        + request.rawQuery()
                        + " "
                        + request.connection().protocol()
                        + " "
                        + request.headers().first("host");
        return EngineFixture.now(new Response(200, Headers.of("X-Seen", seen), request.body()));
    }

    private static HttpResponse<String> get(HttpClient client, URI uri) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpClient trusting(TlsIdentity identity, HttpClient.Version version)
            throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(identity.certificateChain())) {
            trusted.setCertificateEntry(
                    "it", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).version(version).build();
    }
}

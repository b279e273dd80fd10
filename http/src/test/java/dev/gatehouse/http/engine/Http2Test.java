package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.http.server.ClientLimits;
import dev.gatehouse.http.server.ListenOptions;
import dev.gatehouse.http.server.Listener;
import dev.gatehouse.http.server.SelfSignedIdentity;
import dev.gatehouse.http.server.TlsIdentity;
import java.io.InputStream;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 as clients speak it. */
@Timeout(60)
class Http2Test {
    private static final ClientLimits SHORT_HEADS = EngineFixture.within(Duration.ofMillis(200), 0);

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
        ListenOptions options = new ListenOptions("127.0.0.1", 0, identity, EngineFixture.LIMITS);
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
    void anUpgradedConnectionOutlivesTheTimeForAHead() throws Exception {
        try (EngineFixture fixture = new EngineFixture();
                HttpClient client = HttpClient.newHttpClient()) {
            Listener listener = fixture.listen(SHORT_HEADS, Http2Test::afterASecond);
            URI uri = URI.create("http://127.0.0.1:" + listener.port() + "/");
            assertThat(get(client, uri).body()).isEqualTo("late");
        }
    }

    @Test
    void aConnectionByPriorKnowledgeOutlivesTheTimeForAHead() throws Exception {
        try (EngineFixture fixture = new EngineFixture()) {
            Listener listener = fixture.listen(SHORT_HEADS, Http2Test::afterASecond);
            try (RawHttp2Client client = new RawHttp2Client(listener.port())) {
                client.send(
                        RawHttp2Client.HEADERS,
                        RawHttp2Client.END_HEADERS | RawHttp2Client.END_STREAM,
                        1,
                        RawHttp2Client.GET);
                assertThat(client.readUntil(RawHttp2Client.DATA).payload())
                        .asString(US_ASCII)
                        .isEqualTo("late");
            }
        }
    }

    private static CompletionStage<Response> afterASecond(Request request) {
        return new CompletableFuture<Response>()
                .completeOnTimeout(EngineFixture.text("late"), 1, TimeUnit.SECONDS);
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

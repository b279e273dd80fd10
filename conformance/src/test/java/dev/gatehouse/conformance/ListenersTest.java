package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ports: HTTP/1.1 and h2c on one, TLS with HTTP/2 by ALPN on the other; a stop that loses no
 * request.
 */
class ListenersTest {
    @RegisterExtension
    static final RunningServer server = new RunningServer("--tls-self-signed", "--tls-port=0");

    @TempDir Path folder;

    @Test
    void theSelfMadeCertificateServesHttp2ByAlpn() throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(Version.HTTP_2).sslContext(trusting()).build()) {
            HttpResponse<String> answer =
                    client.send(health(server.secureUrl()), BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(Version.HTTP_2);
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anHttpApiAnswersOverHttp2AndHttp11() throws Exception {
        Programs.require("node");
        try (Clients clients = new Clients(server.url());
                HttpClient h2c = HttpClient.newBuilder().version(Version.HTTP_2).build()) {
            String arn =
                    clients.createNode(
                            "versions",
                            "exports.handler = async (e) => e.requestContext.http.protocol;");
            clients.permit("versions");
            URI api = URI.create(clients.stageUrl(clients.quickApi("versions", arn)));
            HttpResponse<String> second =
                    h2c.send(HttpRequest.newBuilder(api).build(), BodyHandlers.ofString());
            assertThat(second.version()).isEqualTo(Version.HTTP_2);
            assertThat(second.statusCode()).isEqualTo(200);
            HttpResponse<String> first =
                    h2c.send(
                            HttpRequest.newBuilder(api).version(Version.HTTP_1_1).build(),
                            BodyHandlers.ofString());
            assertThat(first.body()).isEqualTo("HTTP/1.1");
        }
    }

    @Test
    void aStopFinishesWhatIsInFlight() throws Exception {
        Programs.require("node");
        try (ServerProcess process = ServerProcess.start(folder, Programs.freePort());
                Clients clients = new Clients(process.url());
                HttpClient http = HttpClient.newHttpClient()) {
            CompletableFuture<Void> began = new CompletableFuture<>();
            HttpServer listener =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            listener.createContext(
                    "/",
                    exchange -> {
                        exchange.sendResponseHeaders(204, -1);
                        began.complete(null);
                    });
            listener.start();
            String arn =
                    clients.createNode(
                            "slow",
                            """
                            exports.handler = async () => {
                              await fetch('http://127.0.0.1:%d/');
                              return new Promise((resolve) => setTimeout(() => resolve('finished'), 1000));
                            };
                            """
                                    .formatted(listener.getAddress().getPort()));
            clients.permit("slow");
            String api = clients.stageUrl(clients.quickApi("slow", arn));
            CompletableFuture<HttpResponse<String>> slow =
                    http.sendAsync(
                            HttpRequest.newBuilder(URI.create(api))
                                    .timeout(Duration.ofSeconds(30))
                                    .build(),
                            BodyHandlers.ofString());
            began.get(20, TimeUnit.SECONDS);
            assertThat(process.stop()).isZero();
            assertThat(slow.get(10, TimeUnit.SECONDS).body()).isEqualTo("finished");
            listener.stop(0);
        }
    }

    @Test
    void metricsSpeakPrometheus() {
        try (Clients clients = new Clients(server.url())) {
            clients.lambda.listFunctions();
            assertThat(clients.get(server.url() + "/_gatehouse/metrics").body())
                    .contains("# TYPE gatehouse_control_calls_seconds")
                    .contains("jvm_memory_used_bytes");
        }
    }

    private static HttpRequest health(String url) {
        return HttpRequest.newBuilder(URI.create(url + "/_gatehouse/health")).build();
    }

    private static SSLContext trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null);
        try (var pem =
                Files.newInputStream(server.dataDirectory().resolve("tls/certificate.pem"))) {
            trusted.setCertificateEntry(
                    "ours", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}

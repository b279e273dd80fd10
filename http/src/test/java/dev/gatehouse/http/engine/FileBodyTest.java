package dev.gatehouse.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.http.server.Listener;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class FileBodyTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"HTTP_1_1,0", "HTTP_1_1,1", "HTTP_1_1,3000000", "HTTP_2,0", "HTTP_2,3000000"})
    void contentOfAFileIsAnsweredAlsoWhenTheFileIsGone(HttpClient.Version version, int size)
            throws Exception {
        byte[] content = new byte[size];
        new Random(1).nextBytes(content);
        Path file = Files.write(folder.resolve("file"), content);
        Response response = new Response(200, Headers.empty(), Body.of(file));
        Files.delete(file);
        try (EngineFixture fixture = new EngineFixture();
                HttpClient client = HttpClient.newBuilder().version(version).build()) {
            Listener listener = fixture.listen(request -> EngineFixture.now(response));
            URI uri = URI.create("http://127.0.0.1:" + listener.port() + "/");
            for (int i = 0; i < 2; i++) {
                HttpResponse<byte[]> got =
                        client.send(
                                HttpRequest.newBuilder(uri).build(),
                                HttpResponse.BodyHandlers.ofByteArray());
                assertThat(got.version()).isEqualTo(version);
                assertThat(got.body()).isEqualTo(content);
            }
        }
    }
}

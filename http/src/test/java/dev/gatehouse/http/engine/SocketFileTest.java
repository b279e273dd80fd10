package dev.gatehouse.http.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.http.server.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What comes by a socket file rather than by a port. */
@Timeout(60)
class SocketFileTest {
    @TempDir Path folder;

    private static CompletionStage<Response> echo(Request request) {
        return request.body()
                .collect(1_000)
                .thenApply(body ->
                        EngineFixture.text(
                                request.method()
                                        + request.rawPath()
                                        + new String(body, StandardCharsets.US_ASCII)));
    }

    private static String exchange(Path file, String request) throws IOException {
        try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.connect(UnixDomainSocketAddress.of(file));
            socket.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            byte[] answer = Channels.newInputStream(socket).readAllBytes();
            return new String(answer, StandardCharsets.US_ASCII);
        }
    }

    @Test
    void requestsAreServedLikeThoseOfAPort() throws Exception {
        Path file = folder.resolve("api.sock");
        try (EngineFixture fixture = new EngineFixture()) {
            Listener listener =
                    fixture.engine.listen(file, EngineFixture.LIMITS, SocketFileTest::echo);
            String first = "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\none";
            String last = "GET /b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

            assertThat(exchange(file, first + last))
                    .contains("\r\n\r\nPOST/aone")
                    .endsWith("\r\n\r\nGET/b");
            assertThat(exchange(file, "nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 ");
            assertThat(listener.port()).isZero();

            listener.close(Duration.ZERO);
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void folderMayBeDeeperThanAnAddressIsLong() throws Exception {
        Path deep =
                Files.createDirectories(folder.resolve("x".repeat(120)).resolve("y".repeat(120)));
        Path near = Files.createSymbolicLink(folder.resolve("near"), deep);
        Path file = deep.resolve("api.sock");
        try (EngineFixture fixture = new EngineFixture()) {
            Listener listener =
                    fixture.engine.listen(file, EngineFixture.LIMITS, SocketFileTest::echo);
            String request = "GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

            assertThat(exchange(near.resolve("api.sock"), request)).endsWith("\r\n\r\nGET/a");

            listener.close(Duration.ZERO);
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void nameThatIsTooLongForAnAddressIsRefused() {
        Path file = folder.resolve("x".repeat(120));
        try (EngineFixture fixture = new EngineFixture()) {
            assertThatThrownBy(() ->
                            fixture.engine.listen(file, EngineFixture.LIMITS, SocketFileTest::echo))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("cannot listen on " + file);
        }
    }
}

package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.gatehouse.http.client.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A backend that reads one request's head on each connection and says its line; then it waits,
 * closes, or reads another head and closes.
 */
final class ScriptedBackend implements AutoCloseable {
    private final ServerSocket socket;
    private final String answer;
    private final Then then;
    final AtomicInteger accepted = new AtomicInteger();
    final AtomicInteger heads = new AtomicInteger();
    final CountDownLatch clientClosed = new CountDownLatch(1);

    private enum Then {
        WAIT,
        CLOSE,
        CLOSE_AFTER_ANOTHER
    }

    private ScriptedBackend(String answer, Then then) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answer = answer;
        this.then = then;
        Thread.ofVirtual().start(this::accept);
    }

    static ScriptedBackend sayingThenClosing(String answer) throws IOException {
        return new ScriptedBackend(answer, Then.CLOSE);
    }

    static ScriptedBackend sayingThenWaiting(String answer) throws IOException {
        return new ScriptedBackend(answer, Then.WAIT);
    }

    static ScriptedBackend sayingOnceOnAConnection(String answer) throws IOException {
        return new ScriptedBackend(answer, Then.CLOSE_AFTER_ANOTHER);
    }

    Endpoint endpoint() {
        return Endpoint.of(false, "127.0.0.1", socket.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                accepted.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            // Closed at the end of the test.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            if (!readHead(connection)) {
                return;
            }
            connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
            switch (then) {
                case WAIT -> {
                    connection.getInputStream().readAllBytes();
                    clientClosed.countDown();
                }
                case CLOSE -> {}
                case CLOSE_AFTER_ANOTHER -> readHead(connection);
            }
        } catch (IOException e) {
            clientClosed.countDown();
        }
    }

    private boolean readHead(Socket connection) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = connection.getInputStream().read();
            if (octet < 0) {
                return false;
            }
            head.append((char) octet);
        }
        heads.incrementAndGet();
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

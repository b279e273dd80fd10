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
 * A backend that reads one request's head on each connection, says its line and waits or closes.
 */
final class ScriptedBackend implements AutoCloseable {
    private final ServerSocket socket;
    private final String answer;
    private final boolean closes;
    final AtomicInteger accepted = new AtomicInteger();
    final CountDownLatch clientClosed = new CountDownLatch(1);

    private ScriptedBackend(String answer, boolean closes) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answer = answer;
        this.closes = closes;
        Thread.ofVirtual().start(this::accept);
    }

    static ScriptedBackend sayingThenClosing(String answer) throws IOException {
        return new ScriptedBackend(answer, true);
    }

    static ScriptedBackend sayingThenWaiting(String answer) throws IOException {
        return new ScriptedBackend(answer, false);
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
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int octet = connection.getInputStream().read();
                if (octet < 0) {
                    return;
                }
                head.append((char) octet);
            }
            connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
            if (!closes) {
                connection.getInputStream().readAllBytes();
                clientClosed.countDown();
            }
        } catch (IOException e) {
            clientClosed.countDown();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package dev.gatehouse.conformance;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Keeps whoever asks it waiting until it lets go. */
final class Gate implements AutoCloseable {
    private final HttpServer server;
    private final CountDownLatch visited = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    private Gate(HttpServer server) {
        this.server = server;
    }

    static Gate open() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Gate gate = new Gate(server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    gate.visited.countDown();
                    await(gate.open);
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
        return gate;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    void awaitVisitor() {
        await(visited);
    }

    void letGo() {
        open.countDown();
    }

    @Override
    public void close() {
        letGo();
        server.stop(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody came within 30 seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

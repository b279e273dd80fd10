package dev.gatehouse.functions.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A Runtime API that hands out one event and then says that the environment is finished. */
final class TrainingServer implements AutoCloseable {
    private static final byte[] EVENT =
            "{\"version\":\"2.0\",\"list\":[1,2.5,true,null],\"map\":{\"key\":\"value\"}}"
                    .getBytes(StandardCharsets.UTF_8);
    private static final byte[] ACCEPTED = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);
    private static final long SECONDS_TO_ANSWER = 60;

    private final HttpServer server;
    private final AtomicBoolean handedOut = new AtomicBoolean();

    private TrainingServer(HttpServer server) {
        this.server = server;
    }

    static TrainingServer open() throws IOException {
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        TrainingServer training = new TrainingServer(HttpServer.create(loopback, 0));
        training.server.createContext("/", training::answer);
        training.server.start();
        return training;
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("POST")) {
                send(exchange, 202, ACCEPTED);
            } else if (handedOut.compareAndSet(false, true)) {
                eventHeaders().forEach(exchange.getResponseHeaders()::set);
                send(exchange, 200, EVENT);
            } else {
                send(exchange, 500, ACCEPTED);
            }
        }
    }

    private static Map<String, String> eventHeaders() {
        long deadline = Instant.now().plusSeconds(SECONDS_TO_ANSWER).toEpochMilli();
        return Map.of(
                "Lambda-Runtime-Aws-Request-Id", "00000000-0000-0000-0000-000000000000",
                "Lambda-Runtime-Deadline-Ms", Long.toString(deadline),
                "Lambda-Runtime-Invoked-Function-Arn",
                        "arn:aws:lambda:us-east-1:000000000000:function:training",
                "Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000");
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

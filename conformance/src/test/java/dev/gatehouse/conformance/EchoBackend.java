package dev.gatehouse.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.gatehouse.foundation.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.node.ObjectNode;

/**
 * A backend that answers what it was asked, as JSON with {@code method}, {@code target}, {@code
 * headers} by lower-case name, and {@code body}; with the header {@code x-backend: echo}.
 */
final class EchoBackend implements AutoCloseable {
    private final HttpServer server;
    private final String scheme;

    private EchoBackend(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.createContext("/", EchoBackend::echo);
        server.start();
    }

    static EchoBackend start() {
        try {
            return new EchoBackend(HttpServer.create(loopback(), 0), "http");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static EchoBackend startWithTls(SSLContext context) {
        try {
            HttpsServer server = HttpsServer.create(loopback(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            return new EchoBackend(server, "https");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** {@code host:port}. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String url() {
        return scheme + "://" + address();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void echo(HttpExchange exchange) throws IOException {
        try (exchange) {
            ObjectNode told = Json.object();
            told.put("method", exchange.getRequestMethod());
            told.put("target", exchange.getRequestURI().toString());
            ObjectNode headers = told.putObject("headers");
            exchange.getRequestHeaders()
                    .forEach((name, values) ->
                            headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            byte[] body = exchange.getRequestBody().readAllBytes();
            told.put("body", new String(body, StandardCharsets.UTF_8));
            byte[] answer = Json.text(told).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("x-backend", "echo");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, head ? -1 : answer.length);
            if (!head) {
                exchange.getResponseBody().write(answer);
            }
        }
    }
}

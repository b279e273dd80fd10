package dev.gatehouse.gateway;

import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.Connection;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import java.nio.charset.StandardCharsets;

/** Builds requests as the engine would hand them over. */
public final class Requests {
    private final String method;
    private final String target;
    private final Headers.Builder headers = Headers.builder();
    private String host = "localhost:4566";
    private Body body = Body.empty();
    private Connection connection = new Client("203.0.113.9", 443, true);

    private Requests(String method, String target) {
        this.method = method;
        this.target = target;
    }

    public static Requests get(String target) {
        return new Requests("GET", target);
    }

    public static Requests of(String method, String target) {
        return new Requests(method, target);
    }

    public boolean namesApiByPath() {
        return target.startsWith("/_aws/");
    }

    public Requests host(String value) {
        host = value;
        return this;
    }

    public Requests header(String name, String value) {
        headers.add(name, value);
        return this;
    }

    public Requests body(String contentType, String text) {
        return body(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    public Requests body(String contentType, byte[] bytes) {
        header("Content-Type", contentType);
        body = Body.of(bytes);
        return this;
    }

    public Requests body(Body value) {
        body = value;
        return this;
    }

    public Requests from(Connection value) {
        connection = value;
        return this;
    }

    public Request build() {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        headers.add("Host", host);
        return new Request(method, path, query, headers.build(), body, connection);
    }

    /** A client that stays. */
    public record Client(String remoteAddress, int localPort, boolean secure)
            implements Connection {
        @Override
        public int remotePort() {
            return 50_000;
        }

        @Override
        public String protocol() {
            return "HTTP/1.1";
        }

        @Override
        public void onClose(Runnable action) {}
    }
}

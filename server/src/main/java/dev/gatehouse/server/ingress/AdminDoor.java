package dev.gatehouse.server.ingress;

import dev.gatehouse.foundation.json.Json;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.http.server.Handler;
import dev.gatehouse.telemetry.metric.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Our own paths: health, metrics, and downloads of function packages by signed links. */
final class AdminDoor implements Door {
    private static final String PREFIX = "/_gatehouse/";
    private static final Headers JSON = Headers.of("Content-Type", "application/json");
    private static final Headers PROMETHEUS =
            Headers.of("Content-Type", "text/plain; version=0.0.4; charset=utf-8");

    private final String version;
    private final Metrics metrics;
    private final Handler downloads;
    private final Executor blocking;

    AdminDoor(String version, Metrics metrics, Handler downloads, Executor blocking) {
        this.version = version;
        this.metrics = metrics;
        this.downloads = downloads;
        this.blocking = blocking;
    }

    @Override
    public @Nullable CompletionStage<Response> answer(Request request) {
        if (!request.rawPath().startsWith(PREFIX)) {
            return null;
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return CompletableFuture.completedStage(
                    json(405, "{\"message\":\"Only GET is answered here\"}"));
        }
        return switch (request.rawPath().substring(PREFIX.length())) {
            case "health" -> CompletableFuture.completedStage(json(200, health()));
            case "metrics" -> CompletableFuture.supplyAsync(this::scrape, blocking);
            case String path when path.startsWith("code/") -> downloads.handle(request);
            default ->
                    CompletableFuture.completedStage(
                            json(
                                    404,
                                    "{\"message\":\"Known here: /_gatehouse/health and /_gatehouse/metrics\"}"));
        };
    }

    private String health() {
        return Json.text(Json.object().put("status", "ok").put("version", version));
    }

    private Response scrape() {
        return Response.of(200, PROMETHEUS, metrics.scrape().getBytes(StandardCharsets.UTF_8));
    }

    private static Response json(int status, String body) {
        return Response.of(status, JSON, (body + "\n").getBytes(StandardCharsets.UTF_8));
    }
}

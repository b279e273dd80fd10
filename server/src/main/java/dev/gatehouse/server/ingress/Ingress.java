package dev.gatehouse.server.ingress;

import dev.gatehouse.gateway.pipeline.HttpApis;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.http.server.Handler;
import dev.gatehouse.telemetry.metric.Metrics;
import dev.gatehouse.wire.service.AwsApi;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The one door: asks in a fixed order who a request is for and hands it on. */
public final class Ingress implements Handler {
    private static final Headers JSON = Headers.of("Content-Type", "application/json");

    private final List<Door> doors;
    private final Metrics metrics;

    /** The doors of this server, deployed APIs first: their callers may sign too. */
    public static Ingress of(
            HttpApis apis,
            AwsApi aws,
            Handler downloads,
            Metrics metrics,
            Executor blocking,
            String version) {
        return new Ingress(
                List.of(
                        new ApiDoor(apis, metrics),
                        new AdminDoor(version, metrics, downloads, blocking),
                        new AwsDoor(aws, blocking, metrics)),
                metrics);
    }

    /** Tries the doors in this order; the first that claims a request answers it. */
    private Ingress(List<Door> doors, Metrics metrics) {
        this.doors = List.copyOf(doors);
        this.metrics = metrics;
    }

    @Override
    public CompletionStage<Response> handle(Request request) {
        for (Door door : doors) {
            CompletionStage<Response> answer = door.answer(request);
            if (answer != null) {
                return answer;
            }
        }
        metrics.unroutable();
        return CompletableFuture.completedStage(nobody(request));
    }

    private static Response nobody(Request request) {
        String message =
                "{\"message\":\"Nothing answers here. AWS calls must be signed (point a client's endpoint URL at this server);"
                        + " APIs answer on {apiId}.execute-api.localhost and on /_aws/execute-api/{apiId}/{stage}/;"
                        + " /_gatehouse/health tells whether the server is well.\"}\n";
        return Response.of(
                request.method().equals("GET") && request.rawPath().equals("/") ? 200 : 404,
                JSON,
                message.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.gatehouse.server.ingress;

import dev.gatehouse.http.message.BodyAbortedException;
import dev.gatehouse.http.message.BodyTooLargeException;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.telemetry.metric.Metrics;
import dev.gatehouse.wire.service.AwsApi;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * AWS calls: reads the body on the event loop, then leaves it for a virtual thread that may block.
 */
final class AwsDoor implements Door {
    /** A 50 MB package in base64 with its JSON around it. */
    private static final int UPLOAD_LIMIT = 71 * 1024 * 1024;

    /**
     * An imported API definition or an event of 6 MB, with room for the answer's own error to be
     * AWS's.
     */
    private static final int CALL_LIMIT = 8 * 1024 * 1024;

    private final AwsApi aws;
    private final Executor blocking;
    private final Metrics metrics;

    AwsDoor(AwsApi aws, Executor blocking, Metrics metrics) {
        this.aws = aws;
        this.blocking = blocking;
        this.metrics = metrics;
    }

    @Override
    public @Nullable CompletionStage<Response> answer(Request request) {
        if (!aws.claims(request)) {
            return null;
        }
        long began = System.nanoTime();
        return request.body()
                .collect(carriesPackage(request) ? UPLOAD_LIMIT : CALL_LIMIT)
                .thenApplyAsync(body -> aws.answer(request, body), blocking)
                .exceptionally(failure -> unreadable(request, failure))
                .whenComplete((response, failure) ->
                        metrics.controlCall(
                                response == null ? 500 : response.status(),
                                System.nanoTime() - began));
    }

    private static boolean carriesPackage(Request request) {
        String path = request.rawPath();
        return path.equals("/2015-03-31/functions")
                || path.endsWith("/code")
                || path.startsWith("/2018-10-31/layers/");
    }

    private static Response unreadable(Request request, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return switch (cause) {
            case BodyTooLargeException tooLarge -> tooLarge(request, tooLarge);
            case BodyAbortedException aborted ->
                    error(400, "IncompleteBody", "The body ended before its declared length.");
            default ->
                    throw failure instanceof RuntimeException runtime
                            ? runtime
                            : new CompletionException(failure);
        };
    }

    /** An event gets the words that Invoke has for one that could still be read. */
    private static Response tooLarge(Request request, BodyTooLargeException body) {
        return request.rawPath().endsWith("/invocations")
                ? error(
                        413,
                        "RequestTooLargeException",
                        "Request must be smaller than 6291456 bytes for the InvokeFunction operation")
                : error(
                        413,
                        "RequestEntityTooLargeException",
                        "Request must be smaller than the limit of this operation: "
                                + body.getMessage());
    }

    private static Response error(int status, String code, String message) {
        return Response.of(
                status,
                Headers.of(
                        "Content-Type",
                        "application/json",
                        "x-amzn-ErrorType",
                        code,
                        "Connection",
                        "close"),
                ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8));
    }
}

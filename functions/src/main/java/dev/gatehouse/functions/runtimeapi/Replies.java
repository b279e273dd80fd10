package dev.gatehouse.functions.runtimeapi;

import dev.gatehouse.foundation.json.Json;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import java.nio.charset.StandardCharsets;

/** The Runtime API's answers, with AWS's words. */
final class Replies {
    private static final Headers JSON = Headers.of("Content-Type", "application/json");
    private static final Response ACCEPTED =
            Response.of(202, JSON, "{\"status\":\"OK\"}\n".getBytes(StandardCharsets.US_ASCII));

    private Replies() {}

    static Response render(Reply reply) {
        return switch (reply) {
            case Reply.Accepted() -> ACCEPTED;
            case Reply.WrongRequest() -> error(400, "InvalidRequestID", "Invalid request ID");
            case Reply.WrongState(String from, String to) ->
                    error(
                            403,
                            "InvalidStateTransition",
                            "Transition from " + from + " to " + to + " is not allowed.");
            case Reply.TooLarge(int limit) ->
                    error(
                            413,
                            "RequestEntityTooLarge",
                            "Exceeded maximum allowed payload size (" + limit + " bytes).");
            case Reply.Aborted() -> error(400, "InvalidRequest", "The request body ended early");
        };
    }

    static Response unknownEnvironment() {
        return error(403, "Forbidden", "No environment has this address");
    }

    static Response unknownPath(String method, String path) {
        return error(404, "NotFound", "The Runtime API has no " + method + " " + path);
    }

    private static Response error(int status, String type, String message) {
        byte[] body = Json.bytes(Json.object().put("errorMessage", message).put("errorType", type));
        return Response.of(status, JSON, body);
    }
}

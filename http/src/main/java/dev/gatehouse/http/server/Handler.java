package dev.gatehouse.http.server;

import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import java.util.concurrent.CompletionStage;

/**
 * Answers requests. Called on an event loop and must not block it; the stage may complete on any
 * thread. A handler that throws, or whose stage fails, gets its client a plain 500 and a logged
 * stack; handlers that care render their own.
 */
@FunctionalInterface
public interface Handler {
    CompletionStage<Response> handle(Request request);
}

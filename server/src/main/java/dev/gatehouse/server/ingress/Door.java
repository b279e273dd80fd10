package dev.gatehouse.server.ingress;

import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Answers the requests that are for it; called on an event loop. */
interface Door {
    /** The answer to come, or null when the request is for somebody else. */
    @Nullable CompletionStage<Response> answer(Request request);
}

package dev.gatehouse.http.client;

import dev.gatehouse.http.message.Response;

/** What became of a request to a backend. */
public sealed interface ClientOutcome {
    /** The backend answered, with any status; its body may still be on its way. */
    record Answered(Response response) implements ClientOutcome {}

    /** The time given ran out before the response's headers came. */
    record TimedOut() implements ClientOutcome {}

    /**
     * The request's own body failed before its end, so the backend got no whole request.
     *
     * @param cause what the body failed with
     */
    record RequestBroken(Throwable cause) implements ClientOutcome {}

    /** Name resolution, connection, TLS or framing failed. */
    record Unreachable(String reason) implements ClientOutcome {}
}

package dev.gatehouse.http.client;

import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.Headers;
import java.time.Duration;

/**
 * A request to a backend.
 *
 * @param target path and query as they are to stand on the wire
 * @param headers the end-to-end fields, {@code Host} among them; the client adds framing
 * @param timeout what the backend may take, from now to the response's last byte. The time in which
 *     it waits for the caller, for more of the request's body or for room for the response's, does
 *     not count
 */
public record ClientRequest(
        Endpoint endpoint,
        String method,
        String target,
        Headers headers,
        Body body,
        Duration timeout) {}

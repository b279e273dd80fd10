package dev.gatehouse.http.client;

import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.Headers;
import java.time.Duration;

/**
 * A request to a backend.
 *
 * @param target path and query as they are to stand on the wire
 * @param headers the end-to-end fields, {@code Host} among them; the client adds framing
 * @param timeout from now to the response's last byte
 */
public record ClientRequest(
        Endpoint endpoint,
        String method,
        String target,
        Headers headers,
        Body body,
        Duration timeout) {}

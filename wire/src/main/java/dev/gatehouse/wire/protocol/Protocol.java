package dev.gatehouse.wire.protocol;

import dev.gatehouse.http.message.Response;
import java.util.Map;

/** One of AWS's ways to put operations on HTTP, from the server's side. */
public interface Protocol {
    /**
     * Reads an operation's input.
     *
     * @throws MalformedInputException if the request is not one of this protocol and operation
     */
    Map<String, Object> decode(OperationShape operation, WireInput input);

    Response encode(
            ServiceShape service,
            OperationShape operation,
            Map<String, Object> output,
            String requestId);

    Response encodeError(ServiceShape service, WireError error, String requestId);
}

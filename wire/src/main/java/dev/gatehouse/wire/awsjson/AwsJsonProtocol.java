package dev.gatehouse.wire.awsjson;

import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.wire.protocol.OperationShape;
import dev.gatehouse.wire.protocol.Protocol;
import dev.gatehouse.wire.protocol.ServiceShape;
import dev.gatehouse.wire.protocol.WireError;
import dev.gatehouse.wire.protocol.WireInput;
import dev.gatehouse.wire.token.DocumentCodec;
import java.util.Map;

/**
 * Remote calls in JSON: the operation stands in {@code X-Amz-Target}, everything else in the body.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
public final class AwsJsonProtocol implements Protocol {
    private final String version;
    private final String contentType;

    /**
     * @param version {@code 1.0} or {@code 1.1}
     */
    public AwsJsonProtocol(String version) {
        this.version = version;
        this.contentType = "application/x-amz-json-" + version;
    }

    @Override
    public Map<String, Object> decode(OperationShape operation, WireInput input) {
        return input.body().length == 0
                ? Map.of()
                : DocumentCodec.JSON.readStructure(input.body(), operation.input());
    }

    @Override
    public Response encode(
            ServiceShape service,
            OperationShape operation,
            Map<String, Object> output,
            String requestId) {
        return Response.of(
                operation.status(),
                Headers.of("Content-Type", contentType),
                DocumentCodec.JSON.writeStructure(operation.output(), output));
    }

    @Override
    public Response encodeError(ServiceShape service, WireError error, String requestId) {
        String name = error.shape().name();
        Headers.Builder headers =
                Headers.builder().add("Content-Type", contentType).add("x-amzn-ErrorType", name);
        if (service.queryCompatible()) {
            headers.add("x-amzn-query-error", error.code() + ";" + error.fault());
        }
        String type = version.equals("1.0") ? service.qualified(error) : name;
        return Response.of(
                error.status(),
                headers.build(),
                DocumentCodec.JSON.writeStructure(
                        error.shape(), error.members(), Map.of("__type", type)));
    }
}

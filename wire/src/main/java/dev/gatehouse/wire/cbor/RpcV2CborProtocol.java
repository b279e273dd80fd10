package dev.gatehouse.wire.cbor;

import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.wire.protocol.MalformedInputException;
import dev.gatehouse.wire.protocol.OperationShape;
import dev.gatehouse.wire.protocol.Protocol;
import dev.gatehouse.wire.protocol.ServiceShape;
import dev.gatehouse.wire.protocol.WireError;
import dev.gatehouse.wire.protocol.WireInput;
import dev.gatehouse.wire.schema.Shape.Structure;
import dev.gatehouse.wire.token.DocumentCodec;
import java.util.Map;

/**
 * Remote calls in CBOR: the operation stands in the path, everything else in the body.
 *
 * @see <a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy RPC
 *     v2</a>
 */
public final class RpcV2CborProtocol implements Protocol {
    private static final String CBOR = "application/cbor";
    private static final Headers PROTOCOL = Headers.of("smithy-protocol", "rpc-v2-cbor");
    private static final Headers HEADERS = PROTOCOL.toBuilder().add("Content-Type", CBOR).build();

    @Override
    public Map<String, Object> decode(OperationShape operation, WireInput input) {
        if (input.body().length == 0) {
            return Map.of();
        }
        String type = input.headers().first("Content-Type");
        if (type != null && !type.startsWith(CBOR)) {
            throw MalformedInputException.mediaType(
                    "Unsupported content type '" + type + "', expected '" + CBOR + "'");
        }
        return DocumentCodec.CBOR.readStructure(input.body(), operation.input());
    }

    @Override
    public Response encode(
            ServiceShape service,
            OperationShape operation,
            Map<String, Object> output,
            String requestId) {
        if (operation.output() == Structure.NONE) {
            return Response.of(operation.status(), PROTOCOL, new byte[0]);
        }
        return Response.of(
                operation.status(),
                HEADERS,
                DocumentCodec.CBOR.writeStructure(operation.output(), output));
    }

    @Override
    public Response encodeError(ServiceShape service, WireError error, String requestId) {
        Headers.Builder headers = HEADERS.toBuilder();
        if (service.queryCompatible()) {
            headers.add("x-amzn-query-error", error.code() + ";" + error.fault());
        }
        return Response.of(
                error.status(),
                headers.build(),
                DocumentCodec.CBOR.writeStructure(
                        error.shape(),
                        error.members(),
                        Map.of("__type", service.qualified(error))));
    }
}

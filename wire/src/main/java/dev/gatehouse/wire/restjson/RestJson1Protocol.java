package dev.gatehouse.wire.restjson;

import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.wire.protocol.MalformedInputException;
import dev.gatehouse.wire.protocol.OperationShape;
import dev.gatehouse.wire.protocol.Protocol;
import dev.gatehouse.wire.protocol.ServiceShape;
import dev.gatehouse.wire.protocol.WireError;
import dev.gatehouse.wire.protocol.WireInput;
import dev.gatehouse.wire.schema.Kind;
import dev.gatehouse.wire.schema.Location;
import dev.gatehouse.wire.schema.Member;
import dev.gatehouse.wire.schema.Shape.Scalar;
import dev.gatehouse.wire.schema.Shape.Structure;
import dev.gatehouse.wire.token.DocumentCodec;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * REST with JSON bodies: members stand in the path, the query, headers and the body.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html">AWS restJson1</a>
 */
public final class RestJson1Protocol implements Protocol {
    private static final String JSON = "application/json";

    /** Of a blob, whose content may be anything. */
    private static final String ANY = "application/octet-stream";

    @Override
    public Map<String, Object> decode(OperationShape operation, WireInput input) {
        Map<String, Object> values = new LinkedHashMap<>();
        Structure shape = operation.input();
        for (Member member : shape.members()) {
            Object value = HttpBindings.read(member, input);
            if (value != null) {
                values.put(member.name(), value);
            }
        }
        readBody(shape, input, values);
        return values;
    }

    private static void readBody(Structure shape, WireInput input, Map<String, Object> values) {
        Member payload = shape.payload();
        if (payload != null) {
            Object value = readPayload(payload, input);
            if (value != null) {
                values.put(payload.name(), value);
            }
        } else if (shape.hasBody() && input.body().length > 0) {
            requireType(input.headers(), JSON);
            values.putAll(DocumentCodec.JSON.readStructure(input.body(), shape));
        }
    }

    private static @Nullable Object readPayload(Member payload, WireInput input) {
        byte[] body = input.body();
        if (!(payload.shape() instanceof Scalar scalar) || scalar.kind() == Kind.DOCUMENT) {
            if (body.length == 0) {
                return null;
            }
            requireType(input.headers(), JSON);
            Object value = DocumentCodec.JSON.readValue(body, payload);
            boolean empty = payload.shape() instanceof Structure && Map.of().equals(value);
            return empty ? null : value;
        }
        if (body.length == 0) {
            return null;
        }
        String type = mediaType(scalar);
        if (!type.equals(ANY)) {
            requireType(input.headers(), type);
        }
        return scalar.kind() == Kind.BLOB ? body : utf8(body);
    }

    private static String mediaType(Scalar payload) {
        if (!payload.mediaType().isEmpty()) {
            return payload.mediaType();
        }
        return payload.kind() == Kind.BLOB ? ANY : "text/plain";
    }

    private static String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw MalformedInputException.serialization("The request body is not UTF-8");
        }
    }

    /** A missing type is forgiven, since old clients send none. */
    private static void requireType(Headers headers, String expected) {
        String given = headers.first("Content-Type");
        if (given != null && !essence(given).equals(expected)) {
            throw MalformedInputException.mediaType(
                    "Unsupported content type '" + given + "', expected '" + expected + "'");
        }
    }

    private static String essence(String contentType) {
        int parameters = contentType.indexOf(';');
        String essence = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return essence.trim().toLowerCase(Locale.ROOT);
    }

    @Override
    public Response encode(
            ServiceShape service,
            OperationShape operation,
            Map<String, Object> output,
            String requestId) {
        Structure shape = operation.output();
        int status = operation.status();
        Headers.Builder headers = Headers.builder();
        for (Member member : shape.members()) {
            Object value = output.get(member.name());
            if (value != null && member.location() == Location.STATUS) {
                status = (Integer) value;
            } else if (value != null) {
                HttpBindings.writeHeader(headers, member, value);
            }
        }
        Content content = content(shape, output, status);
        return response(status, headers, content);
    }

    private record Content(String type, byte[] bytes) {
        static final Content NONE = new Content("", new byte[0]);
    }

    private static Content content(Structure shape, Map<String, Object> output, int status) {
        Member payload = shape.payload();
        if (payload != null) {
            Object value = output.get(payload.name());
            return value == null ? Content.NONE : payload(payload, value);
        }
        if (shape == Structure.NONE || status == 204 || status == 304) {
            return Content.NONE;
        }
        return new Content(JSON, DocumentCodec.JSON.writeStructure(shape, output));
    }

    private static Content payload(Member payload, Object value) {
        if (!(payload.shape() instanceof Scalar scalar) || scalar.kind() == Kind.DOCUMENT) {
            return new Content(JSON, DocumentCodec.JSON.writeValue(payload, value));
        }
        return new Content(
                mediaType(scalar),
                scalar.kind() == Kind.BLOB
                        ? (byte[]) value
                        : ((String) value).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Response encodeError(ServiceShape service, WireError error, String requestId) {
        Headers.Builder headers = Headers.builder().add("x-amzn-ErrorType", error.shape().name());
        for (Member member : error.shape().members()) {
            Object value = error.members().get(member.name());
            if (value != null) {
                HttpBindings.writeHeader(headers, member, value);
            }
        }
        byte[] body = DocumentCodec.JSON.writeStructure(error.shape(), error.members());
        return response(error.status(), headers, new Content(JSON, body));
    }

    private static Response response(int status, Headers.Builder headers, Content content) {
        Headers bound = headers.build();
        if (content.type().isEmpty() || bound.contains("Content-Type")) {
            return Response.of(status, bound, content.bytes());
        }
        return Response.of(
                status,
                bound.toBuilder().add("Content-Type", content.type()).build(),
                content.bytes());
    }
}

package dev.gatehouse.gateway.integrate;

import dev.gatehouse.gateway.fault.GatewayFault;
import dev.gatehouse.gateway.transform.Answer;
import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.Headers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Makes a response of what a function returned, in one pass over its bytes. */
final class FunctionResult {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Headers JSON = Headers.of("content-type", "application/json");

    private FunctionResult() {}

    /** Format 2.0: what is no response object becomes the body of a 200. */
    static Answer inferred(byte[] result) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), result)) {
            JsonToken first = parser.nextToken();
            ResponseObject object = null;
            Body body = Body.of(result);
            if (first == JsonToken.START_OBJECT) {
                object = ResponseObject.read(parser);
            } else if (first == JsonToken.VALUE_STRING) {
                body = Body.of(parser.getString().getBytes(StandardCharsets.UTF_8));
            } else {
                parser.skipChildren();
            }
            requireEnd(first, parser);
            return object != null && object.hasStatus()
                    ? object.answerWithCookies()
                    : new Answer(200, JSON, body);
        } catch (JacksonException notJson) {
            throw malformed("no JSON");
        }
    }

    /** Format 1.0: a response object and nothing else. */
    static Answer explicit(byte[] result) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), result)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw malformed("no object");
            }
            ResponseObject object = ResponseObject.read(parser);
            requireEnd(first, parser);
            if (!object.hasStatus()) {
                throw malformed("no statusCode");
            }
            return object.answer();
        } catch (JacksonException notJson) {
            throw malformed("no JSON");
        }
    }

    /** The value that began with this token must be all that there is. */
    private static void requireEnd(@Nullable JsonToken first, JsonParser parser) {
        if (first == null || parser.nextToken() != null) {
            throw malformed(first == null ? "nothing" : "more than one value");
        }
    }

    static GatewayFault malformed(String what) {
        return new GatewayFault(
                GatewayFault.Kind.INTERNAL, "the function returned a malformed response: " + what);
    }
}

package dev.gatehouse.gateway.integrate;

import dev.gatehouse.gateway.call.HeaderNames;
import dev.gatehouse.gateway.fault.GatewayFault;
import dev.gatehouse.gateway.transform.Answer;
import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads what a function returned, in one pass over its bytes. */
final class FunctionResult {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Headers JSON = Headers.of("content-type", "application/json");

    /** What a function may say and the gateway says itself. */
    private static final Set<String> NOT_THEIRS = Set.of("content-length", "date");

    private final List<String> single = new ArrayList<>();
    private final List<String> multiple = new ArrayList<>();
    private final List<String> cookies = new ArrayList<>();
    private boolean hasStatus;
    private int status = -1;
    private @Nullable String body;
    private boolean base64;
    private @Nullable String flaw;

    private FunctionResult() {}

    /** Format 2.0: what is no response object becomes the body of a 200. */
    static Answer inferred(byte[] result) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), result)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                FunctionResult read = new FunctionResult();
                read.object(parser);
                return read.hasStatus
                        ? read.answer(read.cookies)
                        : new Answer(200, JSON, Body.of(result));
            }
            if (first == JsonToken.VALUE_STRING) {
                return new Answer(200, JSON, utf8(parser.getString()));
            }
            if (first == null) {
                throw malformed("nothing");
            }
            parser.skipChildren();
            return new Answer(200, JSON, Body.of(result));
        } catch (JacksonException notJson) {
            throw malformed("no JSON");
        }
    }

    /** Format 1.0: a response object and nothing else. */
    static Answer explicit(byte[] result) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), result)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("no object");
            }
            FunctionResult read = new FunctionResult();
            read.object(parser);
            if (!read.hasStatus) {
                throw malformed("no statusCode");
            }
            return read.answer(List.of());
        } catch (JacksonException notJson) {
            throw malformed("no JSON");
        }
    }

    private static GatewayFault malformed(String what) {
        return new GatewayFault(
                GatewayFault.Kind.INTERNAL, "the function returned a malformed response: " + what);
    }

    /** Flaws are noted and not raised: they do not matter in an object without a status. */
    private void object(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (key) {
                case "statusCode" -> status(parser, value);
                case "headers" -> headers(parser, value);
                case "multiValueHeaders" -> multiValueHeaders(parser, value);
                case "cookies" -> strings(parser, value, "cookies", cookies);
                case "body" -> body(parser, value);
                case "isBase64Encoded" -> base64(parser, value);
                default -> parser.skipChildren();
            }
        }
    }

    private void status(JsonParser parser, JsonToken value) {
        hasStatus = true;
        if (value == JsonToken.VALUE_NUMBER_INT || value == JsonToken.VALUE_STRING) {
            String text = parser.getString();
            if (text.length() == 3 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                status = Integer.parseInt(text);
            }
        } else {
            parser.skipChildren();
        }
        if (status < 200 || status > 599) {
            flaw = "a statusCode that is none";
        }
    }

    private void headers(JsonParser parser, JsonToken value) {
        if (value != JsonToken.START_OBJECT) {
            flawUnlessNull(parser, value, "headers");
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            scalar(parser, parser.nextToken(), name, single);
        }
    }

    private void multiValueHeaders(JsonParser parser, JsonToken value) {
        if (value != JsonToken.START_OBJECT) {
            flawUnlessNull(parser, value, "multiValueHeaders");
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken list = parser.nextToken();
            if (list != JsonToken.START_ARRAY) {
                flawUnlessNull(parser, list, "multiValueHeaders." + name);
                continue;
            }
            for (JsonToken item = parser.nextToken();
                    item != JsonToken.END_ARRAY;
                    item = parser.nextToken()) {
                scalar(parser, item, name, multiple);
            }
        }
    }

    private void scalar(JsonParser parser, JsonToken value, String name, List<String> pairs) {
        if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
            pairs.add(name);
            pairs.add(parser.getString());
        } else {
            flawUnlessNull(parser, value, "header " + name);
        }
    }

    private void strings(JsonParser parser, JsonToken value, String what, List<String> strings) {
        if (value != JsonToken.START_ARRAY) {
            flawUnlessNull(parser, value, what);
            return;
        }
        for (JsonToken item = parser.nextToken();
                item != JsonToken.END_ARRAY;
                item = parser.nextToken()) {
            if (item == JsonToken.VALUE_STRING) {
                strings.add(parser.getString());
            } else {
                flawUnlessNull(parser, item, what);
            }
        }
    }

    private void body(JsonParser parser, JsonToken value) {
        if (value == JsonToken.VALUE_STRING) {
            body = parser.getString();
        } else {
            flawUnlessNull(parser, value, "body");
        }
    }

    private void base64(JsonParser parser, JsonToken value) {
        if (value == JsonToken.VALUE_TRUE || value == JsonToken.VALUE_FALSE) {
            base64 = value == JsonToken.VALUE_TRUE;
        } else {
            flawUnlessNull(parser, value, "isBase64Encoded");
        }
    }

    private void flawUnlessNull(JsonParser parser, JsonToken value, String what) {
        if (value != JsonToken.VALUE_NULL) {
            flaw = what + " of the wrong type";
        }
        parser.skipChildren();
    }

    private Answer answer(List<String> setCookies) {
        if (flaw != null) {
            throw malformed(flaw);
        }
        Headers.Builder headers = Headers.builder();
        for (int i = 0; i < multiple.size(); i += 2) {
            add(headers, multiple.get(i), multiple.get(i + 1));
        }
        for (int i = 0; i < single.size(); i += 2) {
            if (!holdsPair(multiple, single.get(i), single.get(i + 1))) {
                add(headers, single.get(i), single.get(i + 1));
            }
        }
        for (String cookie : setCookies) {
            add(headers, "set-cookie", cookie);
        }
        Headers built = headers.build();
        if (!built.contains("content-type")) {
            built = built.toBuilder().add("content-type", "text/plain; charset=utf-8").build();
        }
        return new Answer(status, built, decodedBody());
    }

    private static boolean holdsPair(List<String> pairs, String name, String value) {
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equalsIgnoreCase(name) && pairs.get(i + 1).equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static void add(Headers.Builder headers, String spelled, String value) {
        String name = HeaderNames.lowerCase(spelled);
        if (!HeaderNames.isName(name) || !HeaderNames.isValue(value)) {
            throw malformed("a header that cannot be sent");
        }
        if (!HeaderNames.isHopByHop(name)
                && !HeaderNames.isOfGateway(name)
                && !NOT_THEIRS.contains(name)) {
            headers.add(name, value);
        }
    }

    private Body decodedBody() {
        if (body == null) {
            return Body.empty();
        }
        if (!base64) {
            return utf8(body);
        }
        try {
            return Body.of(Base64.getDecoder().decode(body));
        } catch (IllegalArgumentException notBase64) {
            throw malformed("a body that is no base64");
        }
    }

    private static Body utf8(String text) {
        return Body.of(text.getBytes(StandardCharsets.UTF_8));
    }
}

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
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The object by which a function describes its response. Flaws are noted when it is read and raised
 * when it is to be a response: they do not matter in an object without a status.
 */
final class ResponseObject {
    /** What a function may say and the gateway says itself. */
    private static final Set<String> NOT_THEIRS = Set.of("content-length", "date");

    private final List<String> single = new ArrayList<>();
    private final List<String> multiple = new ArrayList<>();
    private final List<String> cookies = new ArrayList<>();
    private boolean hasStatus;
    private int status;
    private @Nullable String body;
    private boolean base64;
    private @Nullable String flaw;

    private ResponseObject() {}

    /** Reads the object that the parser has entered, to its end. */
    static ResponseObject read(JsonParser parser) {
        ResponseObject object = new ResponseObject();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            object.property(parser);
        }
        return object;
    }

    private void property(JsonParser parser) {
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

    private void status(JsonParser parser, JsonToken value) {
        hasStatus = true;
        status = -1;
        if (value == JsonToken.VALUE_NUMBER_INT || value == JsonToken.VALUE_STRING) {
            status = threeDigits(parser.getString());
        } else {
            parser.skipChildren();
        }
        if (status < 200 || status > 599) {
            flaw = "a statusCode that is none";
        }
    }

    /** The number, or -1 when it is not that. */
    private static int threeDigits(String text) {
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return text.length() == 3 ? number : -1;
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

    boolean hasStatus() {
        return hasStatus;
    }

    /**
     * The response, without its cookies: format 1.0 has none.
     *
     * @throws GatewayFault if the object describes none
     */
    Answer answer() {
        return answer(List.of());
    }

    /**
     * The response, each of its cookies in a {@code Set-Cookie}.
     *
     * @throws GatewayFault if the object describes none
     */
    Answer answerWithCookies() {
        return answer(cookies);
    }

    private Answer answer(List<String> setCookies) {
        if (flaw != null) {
            throw FunctionResult.malformed(flaw);
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
            throw FunctionResult.malformed("a header that cannot be sent");
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
            throw FunctionResult.malformed("a body that is no base64");
        }
    }

    private static Body utf8(String text) {
        return Body.of(text.getBytes(StandardCharsets.UTF_8));
    }
}

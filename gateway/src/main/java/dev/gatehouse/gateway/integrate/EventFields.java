package dev.gatehouse.gateway.integrate;

import dev.gatehouse.gateway.call.Call;
import dev.gatehouse.gateway.call.Fields;
import dev.gatehouse.gateway.call.HeaderNames;
import dev.gatehouse.gateway.call.RoutedCall;
import dev.gatehouse.gateway.call.Trace;
import dev.gatehouse.gateway.route.RouteKey;
import dev.gatehouse.gateway.transform.Outbound;
import dev.gatehouse.http.message.Connection;
import dev.gatehouse.http.message.Headers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The parts that both event formats share. */
final class EventFields {
    /** Behind a body that is text, or none. */
    static final byte[] TEXT = constant(",\"isBase64Encoded\":false");

    private static final byte[] BINARY = constant(",\"isBase64Encoded\":true");

    private EventFields() {}

    static byte[] constant(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** A string as JSON text. */
    static String quoted(String text) {
        byte[] json = JsonBytes.begin(text.length() + 16).string(text).bytes();
        return new String(json, StandardCharsets.UTF_8);
    }

    /** A map as JSON text, sorted. */
    static String object(Map<String, String> map) {
        StringBuilder json = new StringBuilder("{");
        new TreeMap<>(map)
                .forEach((name, value) ->
                        json.append(json.length() == 1 ? "" : ",")
                                .append(quoted(name))
                                .append(':')
                                .append(quoted(value)));
        return json.append('}').toString();
    }

    /**
     * Adds the end-to-end headers and those of the gateway.
     *
     * @param spelling how the event spells a name
     */
    static void addHeaders(
            Fields fields, Outbound outbound, byte[] body, UnaryOperator<String> spelling) {
        Headers sent = outbound.headers();
        StringBuilder forwardedFor = new StringBuilder();
        for (int i = 0; i < sent.size(); i++) {
            String name = HeaderNames.lowerCase(sent.name(i));
            if (name.equals("x-forwarded-for")) {
                forwardedFor.append(sent.value(i)).append(", ");
            } else if (!isOurs(name) && !HeaderNames.isHopByHop(name)) {
                fields.add(spelling.apply(sent.name(i)), sent.value(i));
            }
        }
        Call call = outbound.routed().call();
        Connection client = call.request().connection();
        String proto = client.secure() ? "https" : "http";
        fields.add(spelling.apply("content-length"), Integer.toString(body.length));
        fields.add(spelling.apply(Trace.NAME), call.trace().header());
        fields.add(
                spelling.apply("x-forwarded-for"), forwardedFor.append(call.sourceIp()).toString());
        fields.add(spelling.apply("x-forwarded-port"), Integer.toString(client.localPort()));
        fields.add(spelling.apply("x-forwarded-proto"), proto);
    }

    private static boolean isOurs(String name) {
        return name.equals("content-length")
                || name.equals(Trace.NAME)
                || name.equals("x-forwarded-port")
                || name.equals("x-forwarded-proto")
                || HeaderNames.isOfGateway(name);
    }

    /** An object whose values are joined with commas; there is at least one. */
    static void joined(JsonBytes json, Fields fields) {
        fields.forEachName(
                (place, name, values) -> key(json, place, name).string(Fields.join(values)));
        json.raw('}');
    }

    /** An object of the last value of each name; there is at least one. */
    static void last(JsonBytes json, Fields fields) {
        fields.forEachName(
                (place, name, values) -> key(json, place, name).string(values.getLast()));
        json.raw('}');
    }

    /** An object of lists; there is at least one. */
    static void lists(JsonBytes json, Fields fields) {
        fields.forEachName((place, name, values) -> {
            key(json, place, name);
            for (int i = 0; i < values.size(); i++) {
                json.raw(i == 0 ? '[' : ',').string(values.get(i));
            }
            json.raw(']');
        });
        json.raw('}');
    }

    private static JsonBytes key(JsonBytes json, int place, String name) {
        return json.raw(place == 0 ? '{' : ',').string(name).raw(':');
    }

    /** The body as a string, and whether that is base64. */
    static void payload(JsonBytes json, Headers headers, byte[] body) {
        if (Payload.isText(headers, body)) {
            json.text(body).raw(TEXT);
        } else {
            json.base64(body).raw(BINARY);
        }
    }

    /** The route's path variables, decoded; there is at least one. */
    static void pathParameters(JsonBytes json, RoutedCall routed) {
        List<RouteKey.Variable> variables = routed.route().variables();
        for (int i = 0; i < variables.size(); i++) {
            RouteKey.Variable variable = variables.get(i);
            key(json, i, variable.name()).string(variable.value(routed.path()));
        }
        json.raw('}');
    }
}

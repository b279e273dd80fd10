package dev.gatehouse.gateway.integrate;

import dev.gatehouse.gateway.call.Call;
import dev.gatehouse.gateway.call.Fields;
import dev.gatehouse.gateway.call.HeaderNames;
import dev.gatehouse.gateway.call.RoutedCall;
import dev.gatehouse.gateway.call.Trace;
import dev.gatehouse.gateway.route.RouteKey;
import dev.gatehouse.gateway.transform.Outbound;
import dev.gatehouse.http.message.Headers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parts that both event formats share. */
final class EventFields {
    private EventFields() {}

    static byte[] constant(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** A string as JSON text. */
    static String quoted(String text) {
        byte[] json = new JsonBytes(text.length() + 16).string(text).bytes();
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

    /** The end-to-end headers with those that the gateway adds, names in lower case. */
    static Fields headers(Outbound outbound, byte[] body) {
        Headers sent = outbound.headers();
        Fields fields = new Fields();
        StringBuilder forwardedFor = new StringBuilder();
        for (int i = 0; i < sent.size(); i++) {
            String name = HeaderNames.lowerCase(sent.name(i));
            if (name.equals("x-forwarded-for")) {
                forwardedFor.append(sent.value(i)).append(", ");
            } else if (!isOurs(name) && !HeaderNames.isHopByHop(name)) {
                fields.add(name, sent.value(i));
            }
        }
        Call call = outbound.routed().call();
        boolean secure = call.request().connection().secure();
        fields.add("content-length", Integer.toString(body.length));
        fields.add(Trace.NAME, call.trace().header());
        fields.add("x-forwarded-for", forwardedFor.append(call.sourceIp()).toString());
        fields.add("x-forwarded-port", Integer.toString(call.request().connection().localPort()));
        fields.add("x-forwarded-proto", secure ? "https" : "http");
        return fields;
    }

    private static boolean isOurs(String name) {
        return name.equals("content-length")
                || name.equals(Trace.NAME)
                || name.equals("x-forwarded-port")
                || name.equals("x-forwarded-proto")
                || HeaderNames.isOfGateway(name);
    }

    /** An object whose values are joined with commas. */
    static void joined(JsonBytes json, Fields fields) {
        json.raw('{');
        int[] count = {0};
        fields.forEachName((name, values) -> {
            separate(json, count);
            json.string(name).raw(':').string(Fields.join(values));
        });
        json.raw('}');
    }

    /** An object of the last value of each name. */
    static void last(JsonBytes json, Fields fields) {
        json.raw('{');
        int[] count = {0};
        fields.forEachName((name, values) -> {
            separate(json, count);
            json.string(name).raw(':').string(values.getLast());
        });
        json.raw('}');
    }

    /** An object of lists. */
    static void lists(JsonBytes json, Fields fields) {
        json.raw('{');
        int[] count = {0};
        fields.forEachName((name, values) -> {
            separate(json, count);
            json.string(name).raw(':').raw('[');
            for (int i = 0; i < values.size(); i++) {
                (i == 0 ? json : json.raw(',')).string(values.get(i));
            }
            json.raw(']');
        });
        json.raw('}');
    }

    private static void separate(JsonBytes json, int[] count) {
        if (count[0]++ > 0) {
            json.raw(',');
        }
    }

    /** The route's path variables, decoded; there is at least one. */
    static void pathParameters(JsonBytes json, RoutedCall routed) {
        List<RouteKey.Variable> variables = routed.route().variables();
        for (int i = 0; i < variables.size(); i++) {
            RouteKey.Variable variable = variables.get(i);
            json.raw(i == 0 ? '{' : ',')
                    .string(variable.name())
                    .raw(':')
                    .string(variable.value(routed.path()));
        }
        json.raw('}');
    }
}

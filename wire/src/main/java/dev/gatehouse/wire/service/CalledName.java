package dev.gatehouse.wire.service;

import dev.gatehouse.http.message.Request;
import dev.gatehouse.wire.protocol.QueryString;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a request calls its operation, by its looks alone: so calls of services that are not here
 * have a name too.
 *
 * @param namespace of the service, e.g. {@code Logs_20140328}; empty where the protocol has none
 * @param operation its name, or verb and path where those stand for it
 */
record CalledName(String namespace, String operation) {
    static CalledName of(Request request, byte[] body) {
        return switch (Wording.of(request)) {
            case REST_JSON_1 -> ofPath(request);
            case AWS_JSON_1_0, AWS_JSON_1_1 -> ofTarget(request.headers().first("X-Amz-Target"));
            case AWS_QUERY -> new CalledName("", action(request, body));
            case RPC_V2_CBOR -> ofCbor(request);
        };
    }

    private static CalledName ofPath(Request request) {
        return new CalledName("", request.method() + " " + request.rawPath());
    }

    /** From e.g. {@code Logs_20140328.CreateLogGroup}. */
    static CalledName ofTarget(@Nullable String target) {
        String text = target == null ? "" : target;
        int dot = text.lastIndexOf('.');
        return dot < 0
                ? new CalledName(text, text)
                : new CalledName(text.substring(0, dot), text.substring(dot + 1));
    }

    private static String action(Request request, byte[] body) {
        QueryString form = QueryString.parse(new String(body, StandardCharsets.UTF_8));
        return form.has("Action")
                ? form.first("Action")
                : QueryString.parse(request.rawQuery()).first("Action");
    }

    /** From a path such as {@code /service/GraniteServiceVersion20100801/operation/ListMetrics}. */
    private static CalledName ofCbor(Request request) {
        String[] segments = request.rawPath().split("/");
        int end = segments.length;
        return end >= 5
                        && segments[end - 4].equals("service")
                        && segments[end - 2].equals("operation")
                ? new CalledName(segments[end - 3], segments[end - 1])
                : ofPath(request);
    }
}

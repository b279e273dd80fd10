package dev.gatehouse.gateway.respond;

import dev.gatehouse.gateway.call.Call;
import dev.gatehouse.gateway.fault.GatewayFault;
import dev.gatehouse.gateway.transform.Answer;
import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the responses that leave the gateway; every one carries the request's id. */
public final class Responder {
    private static final String REQUEST_ID = "apigw-requestid";
    private static final Map<GatewayFault.Kind, byte[]> FAULT_BODIES = faultBodies();

    private Responder() {}

    private static Map<GatewayFault.Kind, byte[]> faultBodies() {
        Map<GatewayFault.Kind, byte[]> bodies = new EnumMap<>(GatewayFault.Kind.class);
        for (GatewayFault.Kind kind : GatewayFault.Kind.values()) {
            String body = "{\"message\":\"" + kind.message() + "\"}";
            bodies.put(kind, body.getBytes(StandardCharsets.US_ASCII));
        }
        return bodies;
    }

    /** With CORS rules the integration's own CORS headers are dropped. */
    public static Response answer(Call call, @Nullable CorsRules cors, Answer answer) {
        Headers.Builder headers = answer.headers().toBuilder();
        if (cors != null) {
            headers.removeIf(name -> name.startsWith("access-control-"));
            cors.ofActual(call.request()).forEach(headers::add);
        }
        headers.add(REQUEST_ID, call.requestId());
        return new Response(answer.status(), headers.build(), answer.body());
    }

    public static Response preflight(Call call, CorsRules cors) {
        Headers.Builder headers = cors.ofPreflight(call.request()).toBuilder();
        return new Response(204, headers.add(REQUEST_ID, call.requestId()).build(), Body.empty());
    }

    public static Response fault(Call call, @Nullable CorsRules cors, GatewayFault.Kind kind) {
        byte[] body = FAULT_BODIES.getOrDefault(kind, new byte[0]);
        Headers headers = Headers.of("content-type", "application/json");
        return answer(call, cors, new Answer(kind.status(), headers, Body.of(body)));
    }
}

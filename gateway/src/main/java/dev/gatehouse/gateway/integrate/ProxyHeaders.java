package dev.gatehouse.gateway.integrate;

import dev.gatehouse.gateway.call.Call;
import dev.gatehouse.gateway.call.HeaderNames;
import dev.gatehouse.gateway.call.Trace;
import dev.gatehouse.gateway.transform.Outbound;
import dev.gatehouse.http.message.Headers;

/**
 * The headers of proxied messages. Requests carry {@code Forwarded}, into which {@code
 * X-Forwarded-For} is translated, {@code Via} and the trace. Source: AWS docs, "Amazon API Gateway
 * important notes".
 */
final class ProxyHeaders {
    private static final String VIA = "HTTP/1.1 AmazonAPIGateway";

    private ProxyHeaders() {}

    /**
     * @param host the backend's own, which stands unless parameter mapping put another in its place
     */
    static Headers toBackend(Outbound outbound, String host) {
        Headers sent = outbound.headers();
        Headers.Builder headers = Headers.builder();
        String overwritten = outbound.overwritten().host();
        headers.add("host", overwritten == null ? host : overwritten);
        StringBuilder forwarded = new StringBuilder(96);
        StringBuilder via = new StringBuilder(32);
        for (int i = 0; i < sent.size(); i++) {
            String name = HeaderNames.lowerCase(sent.name(i));
            String value = sent.value(i);
            switch (name) {
                case "forwarded" -> {
                    if (isClosed(value)) {
                        separated(forwarded).append(value);
                    }
                }
                case "x-forwarded-for" -> translate(value, forwarded);
                case "via" -> separated(via).append(value);
                case "host",
                        "content-length",
                        "expect",
                        "x-forwarded-host",
                        "x-forwarded-port",
                        "x-forwarded-proto",
                        Trace.NAME -> {}
                default -> {
                    if (!HeaderNames.isHopByHop(name) && !HeaderNames.isOfGateway(name)) {
                        headers.add(name, value);
                    }
                }
            }
        }
        Call call = outbound.routed().call();
        return headers.add("forwarded", forwarded(separated(forwarded), call))
                .add("via", separated(via).append(VIA).toString())
                .add(Trace.NAME, call.trace().header())
                .build();
    }

    /** Whether no quotation is left open, which would swallow what the gateway says behind it. */
    private static boolean isClosed(String value) {
        return value.indexOf('\\') < 0 && value.chars().filter(c -> c == '"').count() % 2 == 0;
    }

    private static StringBuilder separated(StringBuilder list) {
        return list.isEmpty() ? list : list.append(", ");
    }

    private static void translate(String forwardedFor, StringBuilder forwarded) {
        for (String address : forwardedFor.split(",")) {
            if (!address.isBlank()) {
                node(separated(forwarded).append("for="), address.strip());
            }
        }
    }

    private static String forwarded(StringBuilder forwarded, Call call) {
        node(forwarded.append("for="), call.sourceIp());
        return forwarded
                .append(";host=")
                .append(call.address().domainName())
                .append(";proto=")
                .append(call.request().connection().secure() ? "https" : "http")
                .toString();
    }

    /** IPv6 addresses must be quoted and in brackets; anything odd is quoted. Source: RFC 7239. */
    private static void node(StringBuilder target, String address) {
        boolean plain =
                address.chars()
                        .allMatch(c ->
                                (c >= '0' && c <= '9')
                                        || (c >= 'a' && c <= 'z')
                                        || (c >= 'A' && c <= 'Z')
                                        || c == '.'
                                        || c == '-'
                                        || c == '_');
        if (plain) {
            target.append(address);
            return;
        }
        String safe = address.replace("\\", "").replace("\"", "");
        boolean bare = safe.indexOf(':') != safe.lastIndexOf(':') && !safe.startsWith("[");
        target.append('"').append(bare ? "[" + safe + "]" : safe).append('"');
    }

    /** A {@code Content-Length} stays: it describes what the response to a HEAD leaves out. */
    static Headers toClient(Headers received) {
        Headers kept = HeaderNames.endToEnd(received);
        Headers.Builder headers = Headers.builder();
        for (int i = 0; i < kept.size(); i++) {
            String name = HeaderNames.lowerCase(kept.name(i));
            if (!HeaderNames.isHopByHop(name)
                    && !name.equals("date")
                    && !HeaderNames.isOfGateway(name)) {
                headers.add(name, kept.value(i));
            }
        }
        return headers.build();
    }
}

package dev.gatehouse.language.mapping;

import java.util.Set;

/**
 * The headers that parameter mapping may not touch: those that AWS reserves (AWS docs, "Transform
 * API requests and responses for HTTP APIs", reserved headers), and those that the gateway says
 * itself or that end at it, of which a mapping would get lost.
 */
final class ReservedHeaders {
    private static final Set<String> NAMES =
            Set.of(
                    "authorization",
                    "connection",
                    "content-encoding",
                    "content-length",
                    "content-location",
                    "expect",
                    "forwarded",
                    "http2-settings",
                    "keep-alive",
                    "origin",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "trailers",
                    "transfer-encoding",
                    "upgrade",
                    "x-forwarded-for",
                    "x-forwarded-host",
                    "x-forwarded-port",
                    "x-forwarded-proto",
                    "via");

    private ReservedHeaders() {}

    /** Whether the change is refused. A Host can be overwritten: every request has just one. */
    static boolean forbid(Target.Header target) {
        String name = target.name();
        return NAMES.contains(name)
                || (name.equals("host") && target.change() != Target.Change.OVERWRITE)
                || name.startsWith("access-control-")
                || name.startsWith("apigw-")
                || name.startsWith("x-amz-")
                || name.startsWith("x-amzn-");
    }
}

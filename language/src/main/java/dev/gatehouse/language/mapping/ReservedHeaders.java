package dev.gatehouse.language.mapping;

import java.util.Set;

/**
 * The headers that parameter mapping may not touch. Source: AWS docs, "Transform API requests and
 * responses for HTTP APIs", reserved headers.
 */
final class ReservedHeaders {
    private static final Set<String> NAMES =
            Set.of(
                    "authorization",
                    "connection",
                    "content-encoding",
                    "content-length",
                    "content-location",
                    "forwarded",
                    "keep-alive",
                    "origin",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "te",
                    "trailer",
                    "trailers",
                    "transfer-encoding",
                    "upgrade",
                    "x-forwarded-for",
                    "x-forwarded-host",
                    "x-forwarded-proto",
                    "via");

    private ReservedHeaders() {}

    /**
     * @param name in lower case
     */
    static boolean holds(String name) {
        return NAMES.contains(name)
                || name.startsWith("access-control-")
                || name.startsWith("apigw-")
                || name.startsWith("x-amz-")
                || name.startsWith("x-amzn-");
    }
}

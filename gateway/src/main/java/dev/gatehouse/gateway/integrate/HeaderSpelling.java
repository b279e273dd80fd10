package dev.gatehouse.gateway.integrate;

import dev.gatehouse.gateway.call.HeaderNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How events of format 1.0 spell header names. AWS documents none of it; its events show some names
 * with capitals, the other names of HTTP's standards in lower case, and all else as the client sent
 * it.
 */
final class HeaderSpelling {
    private static final List<String> CAPITALIZED =
            List.of(
                    "Content-Length",
                    "Content-Type",
                    "Host",
                    "User-Agent",
                    "X-Amzn-Trace-Id",
                    "X-Forwarded-For",
                    "X-Forwarded-Port",
                    "X-Forwarded-Proto");

    private static final List<String> LOWER_CASE =
            List.of(
                    "accept",
                    "accept-charset",
                    "accept-encoding",
                    "accept-language",
                    "access-control-request-headers",
                    "access-control-request-method",
                    "authorization",
                    "cache-control",
                    "content-disposition",
                    "content-encoding",
                    "content-language",
                    "content-location",
                    "content-range",
                    "cookie",
                    "date",
                    "expect",
                    "from",
                    "if-match",
                    "if-modified-since",
                    "if-none-match",
                    "if-range",
                    "if-unmodified-since",
                    "max-forwards",
                    "origin",
                    "pragma",
                    "range",
                    "referer",
                    "via");

    private static final Map<String, String> KNOWN = known();

    private HeaderSpelling() {}

    private static Map<String, String> known() {
        Map<String, String> known = new HashMap<>();
        LOWER_CASE.forEach(name -> known.put(name, name));
        CAPITALIZED.forEach(name -> known.put(HeaderNames.lowerCase(name), name));
        return Map.copyOf(known);
    }

    /** The name as the event has it. */
    static String of(String sent) {
        return KNOWN.getOrDefault(HeaderNames.lowerCase(sent), sent);
    }
}

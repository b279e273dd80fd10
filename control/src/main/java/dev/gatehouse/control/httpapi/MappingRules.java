package dev.gatehouse.control.httpapi;

import java.util.Map;
import java.util.regex.Pattern;

/** Which parameter mappings are accepted. AWS docs: Transform API requests and responses. */
final class MappingRules {
    private static final Pattern REQUEST_KEY =
            Pattern.compile(
                    "(append|overwrite|remove):(header|querystring)\\.[^\\s]+|overwrite:path");
    private static final Pattern RESPONSE_KEY =
            Pattern.compile("(append|overwrite|remove):header\\.[^\\s]+|overwrite:statuscode");

    private MappingRules() {}

    static void checkRequest(Map<String, String> mappings) {
        mappings.keySet().forEach(key -> check(REQUEST_KEY, key));
    }

    static void checkResponse(Map<String, String> mappings) {
        mappings.keySet().forEach(key -> check(RESPONSE_KEY, key));
    }

    private static void check(Pattern allowed, String key) {
        if (!allowed.matcher(key).matches()) {
            throw Faults.badRequest("Invalid mapping expression specified: " + key);
        }
    }
}

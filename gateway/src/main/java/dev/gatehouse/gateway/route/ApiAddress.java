package dev.gatehouse.gateway.route;

import dev.gatehouse.http.message.Request;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which API a request is for: by host, {@code {apiId}.execute-api.…}, or by path, {@code
 * /_aws/execute-api/{apiId}/{stage}/…}. A host that names an API is never overruled by the path, so
 * that whoever restricts callers to some hosts restricts them to those APIs.
 *
 * @param stage the stage that the path form names, decoded, or null: the path's first segment
 *     decides
 * @param rawPath the path behind what named the API and the stage, beginning with {@code /}
 * @param domainName the host that the caller asked, without port
 */
public record ApiAddress(String apiId, @Nullable String stage, String rawPath, String domainName) {
    private static final String PATH_PREFIX = "/_aws/execute-api/";
    private static final String HOST_LABEL = ".execute-api";

    /** Empty when the request is for no API. */
    public static Optional<ApiAddress> of(Request request) {
        String host = host(request);
        Optional<ApiAddress> byHost = ofHost(request.rawPath(), host);
        return byHost.isEmpty() && request.rawPath().startsWith(PATH_PREFIX)
                ? ofPath(request.rawPath(), host)
                : byHost;
    }

    private static Optional<ApiAddress> ofHost(String rawPath, String host) {
        int label = host.indexOf(HOST_LABEL);
        int end = label + HOST_LABEL.length();
        if (label <= 0 || (end < host.length() && host.charAt(end) != '.')) {
            return Optional.empty();
        }
        String apiId = host.substring(0, label);
        return isId(apiId)
                ? Optional.of(new ApiAddress(apiId, null, rawPath, host))
                : Optional.empty();
    }

    private static Optional<ApiAddress> ofPath(String rawPath, String host) {
        int idEnd = rawPath.indexOf('/', PATH_PREFIX.length());
        if (idEnd < 0) {
            return Optional.empty();
        }
        String apiId = rawPath.substring(PATH_PREFIX.length(), idEnd);
        int stageEnd = rawPath.indexOf('/', idEnd + 1);
        String stage = rawPath.substring(idEnd + 1, stageEnd < 0 ? rawPath.length() : stageEnd);
        if (!isId(apiId) || stage.isEmpty()) {
            return Optional.empty();
        }
        String rest = stageEnd < 0 ? "/" : rawPath.substring(stageEnd);
        String decoded = PercentEncoding.decodeStrictly(stage).orElse(stage);
        return Optional.of(new ApiAddress(apiId, decoded, rest, apiId + ".execute-api." + host));
    }

    private static String host(Request request) {
        String host = request.headers().first("host");
        if (host == null) {
            return "";
        }
        int port = host.lastIndexOf(':');
        boolean inBrackets = port >= 0 && host.indexOf(']', port) >= 0;
        String name = port < 0 || inBrackets ? host : host.substring(0, port);
        return isHost(name) ? name.toLowerCase(Locale.ROOT) : "";
    }

    private static boolean isHost(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z')
                    && (c < 'A' || c > 'Z')
                    && (c < '0' || c > '9')
                    && "-.:[]_".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isId(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}

package dev.gatehouse.control.openapi;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the servers of a document tell API Gateway: the base path and the default endpoint. */
final class Servers {
    static final String ENDPOINT_CONFIGURATION = "x-amazon-apigateway-endpoint-configuration";

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");

    private Servers() {}

    /** The default of the variable {@code basePath}, otherwise the path of the first server. */
    static String basePath(ObjectNode document) {
        List<JsonNode> servers = Fields.array(document, "servers");
        if (servers.isEmpty()) {
            return "";
        }
        JsonNode server = servers.getFirst();
        ObjectNode variables = Fields.object(server, "variables");
        if (variables != null && variables.has("basePath")) {
            return preset(variables, "basePath");
        }
        String url = Fields.text(server, "url");
        return url == null ? "" : path(url, variables);
    }

    private static String preset(ObjectNode variables, String name) {
        ObjectNode variable = Fields.object(variables, name);
        String value = variable == null ? null : Fields.text(variable, "default");
        return value == null ? "" : value;
    }

    /**
     * The path behind scheme and host, each variable in it as its default.
     *
     * @param url absolute, or relative as {@code /v1}; any part of it may be a {@code {variable}}
     */
    private static String path(String url, @Nullable ObjectNode variables) {
        int scheme = url.indexOf("://");
        int path = url.indexOf('/', scheme < 0 ? 0 : scheme + 3);
        if (path < 0) {
            return "";
        }
        return VARIABLE.matcher(url.substring(path))
                .replaceAll(variable ->
                        Matcher.quoteReplacement(
                                variables == null ? "" : preset(variables, variable.group(1))));
    }

    static @Nullable Boolean disablesExecuteApiEndpoint(ObjectNode document) {
        for (JsonNode server : Fields.array(document, "servers")) {
            ObjectNode endpoint = Fields.object(server, ENDPOINT_CONFIGURATION);
            if (endpoint != null) {
                refuseDualstack(endpoint);
                return Fields.flag(endpoint, "disableExecuteApiEndpoint");
            }
        }
        return null;
    }

    private static void refuseDualstack(ObjectNode endpoint) {
        String type = Fields.text(endpoint, "ipAddressType");
        if (type != null && !type.equals("ipv4")) {
            throw new OpenApiException("ipAddressType " + type + " is not supported yet");
        }
    }
}

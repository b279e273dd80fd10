package dev.gatehouse.control.openapi;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the servers of a document tell API Gateway: the base path and the default endpoint. */
final class Servers {
    static final String ENDPOINT_CONFIGURATION = "x-amazon-apigateway-endpoint-configuration";

    private Servers() {}

    /** The default of the variable {@code basePath}, otherwise the path of the first server. */
    static String basePath(ObjectNode document) {
        List<JsonNode> servers = Fields.array(document, "servers");
        if (servers.isEmpty()) {
            return "";
        }
        JsonNode server = servers.getFirst();
        ObjectNode variables = Fields.object(server, "variables");
        ObjectNode base = variables == null ? null : Fields.object(variables, "basePath");
        if (base != null) {
            String value = Fields.text(base, "default");
            return value == null ? "" : value;
        }
        String url = Fields.text(server, "url");
        return url == null ? "" : path(url);
    }

    private static String path(String url) {
        try {
            String path = URI.create(url).getPath();
            return path == null ? "" : path;
        } catch (IllegalArgumentException template) {
            throw new OpenApiException("Invalid url of a server: " + url);
        }
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

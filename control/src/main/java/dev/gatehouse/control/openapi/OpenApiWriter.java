package dev.gatehouse.control.openapi;

import dev.gatehouse.control.openapi.ApiDefinition.DefinedRoute;
import dev.gatehouse.foundation.json.Json;
import dev.gatehouse.wire.sdk.ModelTrees;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the definition of an HTTP API as an OpenAPI 3.0 document. Reading it again gives the
 * definition back.
 */
public final class OpenApiWriter {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private final ApiDefinition definition;
    private final boolean extensions;
    private final ObjectNode document = Json.object();

    private OpenApiWriter(ApiDefinition definition, boolean extensions) {
        this.definition = definition;
        this.extensions = extensions;
    }

    /**
     * @param endpoint where the API answers, e.g. {@code https://a1b2.execute-api.localhost}
     * @param basePath the stage's part of the path; empty for none
     * @param extensions whether API Gateway's extensions are included; routes of any verb always
     *     are
     */
    public static ObjectNode write(
            ApiDefinition definition, String endpoint, String basePath, boolean extensions) {
        OpenApiWriter writer = new OpenApiWriter(definition, extensions);
        writer.document.put("openapi", "3.0.1");
        writer.addInfo();
        writer.addServers(endpoint, basePath);
        writer.addTags();
        writer.addPaths();
        if (extensions) {
            writer.addExtensions();
        }
        return writer.document;
    }

    private void addInfo() {
        ObjectNode info = document.putObject("info");
        info.put("title", definition.name());
        if (definition.description() != null) {
            info.put("description", definition.description());
        }
        if (definition.version() != null) {
            info.put("version", definition.version());
        }
    }

    private void addServers(String endpoint, String basePath) {
        ObjectNode server = document.putArray("servers").addObject();
        server.put("url", endpoint + "/{basePath}");
        server.putObject("variables").putObject("basePath").put("default", basePath);
        if (extensions && definition.disableExecuteApiEndpoint() != null) {
            server.putObject(Servers.ENDPOINT_CONFIGURATION)
                    .put("disableExecuteApiEndpoint", definition.disableExecuteApiEndpoint());
        }
    }

    private void addTags() {
        if (definition.tags().isEmpty()) {
            return;
        }
        ArrayNode tags = document.putArray("tags");
        new TreeMap<>(definition.tags())
                .forEach((name, value) -> {
                    ObjectNode tag = tags.addObject().put("name", name);
                    if (extensions) {
                        tag.put(OpenApiReader.TAG_VALUE, value);
                    }
                });
    }

    private void addPaths() {
        ObjectNode paths = document.putObject("paths");
        List<DefinedRoute> sorted =
                definition.routes().stream()
                        .sorted(
                                Comparator.comparing(OpenApiWriter::path)
                                        .thenComparing(DefinedRoute::routeKey))
                        .toList();
        for (DefinedRoute route : sorted) {
            addOperation(paths, route);
        }
    }

    private void addOperation(ObjectNode paths, DefinedRoute route) {
        String path = path(route);
        ObjectNode item = (ObjectNode) paths.get(path);
        if (item == null) {
            item = paths.putObject(path);
            addParameters(item, path);
        }
        ObjectNode operation = item.putObject(member(route));
        if (route.operationName() != null) {
            operation.put("operationId", route.operationName());
        }
        operation
                .putObject("responses")
                .putObject("default")
                .put("description", "Default response for " + route.routeKey());
        if (extensions) {
            addIntegration(operation, route);
        }
    }

    private static void addIntegration(ObjectNode operation, DefinedRoute route) {
        if (path(route).equals(OpenApiReader.DEFAULT_PATH)) {
            operation.put("isDefaultRoute", true);
        }
        Integration integration = route.integration();
        if (integration == null) {
            return;
        }
        if (route.sharedAs() == null) {
            operation.set(IntegrationExtension.NAME, IntegrationExtension.write(integration));
        } else {
            String reference =
                    "#/components/" + OpenApiReader.SHARED_INTEGRATIONS + "/" + route.sharedAs();
            operation.putObject(IntegrationExtension.NAME).put("$ref", reference);
        }
    }

    private static void addParameters(ObjectNode item, String path) {
        Matcher variable = VARIABLE.matcher(path);
        if (!variable.find()) {
            return;
        }
        ArrayNode parameters = item.putArray("parameters");
        do {
            String name = variable.group(1);
            ObjectNode parameter = parameters.addObject();
            parameter.put("name", name);
            parameter.put("in", "path");
            parameter.put("description", "Generated path parameter for " + name);
            parameter.put("required", true);
            parameter.putObject("schema").put("type", "string");
        } while (variable.find());
    }

    private void addExtensions() {
        TreeMap<String, ObjectNode> shared = new TreeMap<>();
        for (DefinedRoute route : definition.routes()) {
            Integration integration = route.integration();
            if (route.sharedAs() != null && integration != null) {
                shared.computeIfAbsent(
                        route.sharedAs(), name -> IntegrationExtension.write(integration));
            }
        }
        if (!shared.isEmpty()) {
            document.putObject("components")
                    .putObject(OpenApiReader.SHARED_INTEGRATIONS)
                    .setAll(shared);
        }
        if (definition.cors() != null) {
            document.set(OpenApiReader.CORS, ModelTrees.tree(definition.cors()));
        }
        document.put(OpenApiReader.EXPORT_VERSION, "1.0");
    }

    private static String path(DefinedRoute route) {
        int space = route.routeKey().indexOf(' ');
        return space < 0 ? OpenApiReader.DEFAULT_PATH : route.routeKey().substring(space + 1);
    }

    private static String member(DefinedRoute route) {
        int space = route.routeKey().indexOf(' ');
        String verb = space < 0 ? "ANY" : route.routeKey().substring(0, space);
        return verb.equals("ANY") ? OpenApiReader.ANY_METHOD : verb.toLowerCase(Locale.ROOT);
    }
}

package dev.gatehouse.control.openapi;

import dev.gatehouse.control.openapi.ApiDefinition.DefinedRoute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the definition of an HTTP API from an OpenAPI 3.0 document. AWS docs: Working with OpenAPI
 * definitions for HTTP APIs. What cannot be honoured and would open or change the API is an error;
 * what is merely without effect is a warning.
 */
public final class OpenApiReader {
    static final String ANY_METHOD = "x-amazon-apigateway-any-method";
    static final String CORS = "x-amazon-apigateway-cors";
    static final String EXPORT_VERSION = "x-amazon-apigateway-importexport-version";
    static final String SHARED_INTEGRATIONS = "x-amazon-apigateway-integrations";
    static final String TAG_VALUE = "x-amazon-apigateway-tag-value";
    static final String DEFAULT_PATH = "/$default";

    private static final String SHARED_REFERENCE = "#/components/" + SHARED_INTEGRATIONS + "/";
    private static final Set<String> VERBS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch");
    private static final Set<String> PATH_ITEM_MEMBERS =
            Set.of("summary", "description", "servers", "parameters");
    private static final Set<String> OPERATION_EXTENSIONS =
            Set.of(IntegrationExtension.NAME, Security.AUTH);

    private final ObjectNode document;
    private final BasePath basePath;
    private final Warnings warnings = new Warnings();
    private final Map<String, Integration> shared = new LinkedHashMap<>();

    private OpenApiReader(ObjectNode document, BasePath basePath) {
        this.document = document;
        this.basePath = basePath;
    }

    /** A definition and what its document says in vain. */
    public record Result(ApiDefinition definition, List<String> warnings) {
        public Result {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * @throws OpenApiException naming what cannot be imported
     */
    public static Result read(ObjectNode document, BasePath basePath) {
        OpenApiReader reader = new OpenApiReader(document, basePath);
        reader.checkDocument();
        ApiDefinition definition = reader.definition();
        return new Result(definition, reader.warnings.lines());
    }

    private void checkDocument() {
        String version = Fields.text(document, "openapi");
        if (version == null || !version.matches("3\\.0(\\.\\d+)?")) {
            throw new OpenApiException(
                    "Invalid OpenAPI input: HTTP APIs are defined by OpenAPI 3.0, the document has"
                            + " version "
                            + version);
        }
        String exportVersion = Fields.text(document, EXPORT_VERSION);
        if (exportVersion != null && !exportVersion.equals("1.0")) {
            throw new OpenApiException(EXPORT_VERSION + " must be 1.0");
        }
        References.refuseExternal(document);
        Security.refuse(document);
        warnings.ofOtherExtensions(document, Set.of(CORS, EXPORT_VERSION), "the document");
    }

    private ApiDefinition definition() {
        ObjectNode info = Fields.object(document, "info");
        String title = info == null ? null : Fields.text(info, "title");
        if (info == null || title == null) {
            throw new OpenApiException("Invalid OpenAPI input: info.title is required");
        }
        return new ApiDefinition(
                title,
                Fields.text(info, "description"),
                Fields.text(info, "version"),
                cors(Fields.object(document, CORS)),
                Servers.disablesExecuteApiEndpoint(document),
                tags(),
                routes());
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        for (JsonNode tag : Fields.array(document, "tags")) {
            String name = Fields.text(tag, "name");
            String value = Fields.text(tag, TAG_VALUE);
            if (name != null) {
                tags.put(name, value == null ? "" : value);
            }
        }
        return tags;
    }

    private static @Nullable Cors cors(@Nullable ObjectNode tree) {
        return tree == null
                ? null
                : Cors.builder()
                        .allowCredentials(Fields.flag(tree, "allowCredentials"))
                        .allowHeaders(Fields.texts(tree, "allowHeaders"))
                        .allowMethods(Fields.texts(tree, "allowMethods"))
                        .allowOrigins(Fields.texts(tree, "allowOrigins"))
                        .exposeHeaders(Fields.texts(tree, "exposeHeaders"))
                        .maxAge(Fields.number(tree, "maxAge"))
                        .build();
    }

    private List<DefinedRoute> routes() {
        List<DefinedRoute> routes = new ArrayList<>();
        ObjectNode paths = Fields.object(document, "paths");
        if (paths == null) {
            return routes;
        }
        String base = basePath == BasePath.IGNORE ? "" : Servers.basePath(document);
        for (String path : paths.propertyNames()) {
            ObjectNode item = path.startsWith("x-") ? null : Fields.object(paths, path);
            if (item != null) {
                warnings.ofOtherExtensions(item, Set.of(ANY_METHOD), path);
                addRoutes(routes, path, basePath.apply(base, path), item);
            }
        }
        return routes;
    }

    private void addRoutes(
            List<DefinedRoute> routes, String documentPath, String path, ObjectNode item) {
        for (String member : item.propertyNames()) {
            boolean any = member.equals(ANY_METHOD);
            if (any || VERBS.contains(member)) {
                ObjectNode operation = Fields.object(item, member);
                if (operation != null) {
                    String verb = any ? "ANY" : member.toUpperCase(Locale.ROOT);
                    boolean fallback = any && isDefault(documentPath, operation);
                    routes.add(route(fallback ? "$default" : verb + " " + path, operation));
                }
            } else if (!PATH_ITEM_MEMBERS.contains(member) && !member.startsWith("x-")) {
                throw new OpenApiException(
                        "HTTP APIs do not have " + member + " at path " + documentPath);
            }
        }
    }

    private static boolean isDefault(String path, ObjectNode operation) {
        return path.equals(DEFAULT_PATH)
                || Boolean.TRUE.equals(Fields.flag(operation, "isDefaultRoute"));
    }

    private DefinedRoute route(String routeKey, ObjectNode operation) {
        Security.refuse(operation, routeKey);
        warnings.ofOtherExtensions(operation, OPERATION_EXTENSIONS, routeKey);
        String name = Fields.text(operation, "operationId");
        ObjectNode extension = Fields.object(operation, IntegrationExtension.NAME);
        if (extension == null) {
            warnings.add("Route " + routeKey + " has no integration");
            return new DefinedRoute(routeKey, name, null, null);
        }
        String reference = Fields.text(extension, "$ref");
        if (reference == null) {
            Integration own =
                    IntegrationExtension.read(
                            extension, "the integration of " + routeKey, warnings);
            return new DefinedRoute(routeKey, name, own, null);
        }
        String sharedAs = sharedName(reference);
        Integration target = shared.get(sharedAs);
        if (target == null) {
            target = readShared(sharedAs);
            shared.put(sharedAs, target);
        }
        return new DefinedRoute(routeKey, name, target, sharedAs);
    }

    private static String sharedName(String reference) {
        if (!reference.startsWith(SHARED_REFERENCE)) {
            throw new OpenApiException(
                    "Invalid reference " + reference + ": expected " + SHARED_REFERENCE + "NAME");
        }
        return References.unescape(reference.substring(SHARED_REFERENCE.length()));
    }

    private Integration readShared(String name) {
        ObjectNode components = Fields.object(document, "components");
        ObjectNode all = components == null ? null : Fields.object(components, SHARED_INTEGRATIONS);
        ObjectNode tree = all == null ? null : Fields.object(all, name);
        if (tree == null) {
            throw new OpenApiException("Reference to integration " + name + " leads nowhere");
        }
        return IntegrationExtension.read(tree, "integration " + name, warnings);
    }
}

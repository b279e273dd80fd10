package dev.gatehouse.control.openapi;

import dev.gatehouse.foundation.json.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.TlsConfig;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The object {@code x-amazon-apigateway-integration}. AWS docs: x-amazon-apigateway-integration
 * object.
 */
final class IntegrationExtension {
    static final String NAME = "x-amazon-apigateway-integration";

    private static final String SERVER_NAME = "serverNameToVerify";
    private static final Set<String> MEMBERS =
            Set.of(
                    "type",
                    "integrationSubtype",
                    "uri",
                    "httpMethod",
                    "description",
                    "credentials",
                    "payloadFormatVersion",
                    "connectionType",
                    "connectionId",
                    "timeoutInMillis",
                    "tlsConfig",
                    "requestParameters",
                    "responseParameters");

    private IntegrationExtension() {}

    /** Without an identifier and unchecked; what is left out is told to the warnings. */
    static Integration read(ObjectNode tree, String where, Warnings warnings) {
        warnings.ofOtherMembers(tree, MEMBERS, where);
        return Integration.builder()
                .integrationType(upper(Fields.text(tree, "type")))
                .integrationSubtype(Fields.text(tree, "integrationSubtype"))
                .integrationUri(Fields.text(tree, "uri"))
                .integrationMethod(upper(Fields.text(tree, "httpMethod")))
                .description(Fields.text(tree, "description"))
                .credentialsArn(Fields.text(tree, "credentials"))
                .payloadFormatVersion(Fields.text(tree, "payloadFormatVersion"))
                .connectionType(upper(Fields.text(tree, "connectionType")))
                .connectionId(Fields.text(tree, "connectionId"))
                .timeoutInMillis(Fields.number(tree, "timeoutInMillis"))
                .tlsConfig(tlsConfig(Fields.object(tree, "tlsConfig"), where, warnings))
                .requestParameters(Fields.textMap(tree, "requestParameters"))
                .responseParameters(responseParameters(tree))
                .build();
    }

    private static Map<String, Map<String, String>> responseParameters(ObjectNode tree) {
        Map<String, Map<String, String>> byStatus = new LinkedHashMap<>();
        ObjectNode parameters = Fields.object(tree, "responseParameters");
        if (parameters != null) {
            parameters
                    .propertyNames()
                    .forEach(status -> byStatus.put(status, Fields.textMap(parameters, status)));
        }
        return byStatus;
    }

    private static @Nullable TlsConfig tlsConfig(
            @Nullable ObjectNode tree, String where, Warnings warnings) {
        if (tree == null) {
            return null;
        }
        warnings.ofOtherMembers(tree, Set.of(SERVER_NAME), "tlsConfig of " + where);
        return TlsConfig.builder().serverNameToVerify(Fields.text(tree, SERVER_NAME)).build();
    }

    private static @Nullable String upper(@Nullable String text) {
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }

    static ObjectNode write(Integration integration) {
        ObjectNode tree = Json.object();
        put(tree, "payloadFormatVersion", integration.payloadFormatVersion());
        put(tree, "type", lower(integration.integrationTypeAsString()));
        put(tree, "description", integration.description());
        put(tree, "httpMethod", integration.integrationMethod());
        put(tree, "uri", integration.integrationUri());
        put(tree, "credentials", integration.credentialsArn());
        put(tree, "connectionType", integration.connectionTypeAsString());
        put(tree, "connectionId", integration.connectionId());
        if (integration.timeoutInMillis() != null) {
            tree.put("timeoutInMillis", integration.timeoutInMillis());
        }
        if (integration.tlsConfig() != null) {
            put(
                    tree.putObject("tlsConfig"),
                    SERVER_NAME,
                    integration.tlsConfig().serverNameToVerify());
        }
        if (!integration.requestParameters().isEmpty()) {
            tree.set("requestParameters", sorted(integration.requestParameters()));
        }
        if (!integration.responseParameters().isEmpty()) {
            tree.set("responseParameters", sorted(integration.responseParameters()));
        }
        return tree;
    }

    private static JsonNode sorted(Map<String, ?> map) {
        return Json.mapper().valueToTree(new TreeMap<>(map));
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private static void put(ObjectNode tree, String name, @Nullable String value) {
        if (value != null) {
            tree.put(name, value);
        }
    }
}

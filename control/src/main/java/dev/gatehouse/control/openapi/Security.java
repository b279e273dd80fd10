package dev.gatehouse.control.openapi;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Refuses documents that ask for authorization: importing them without it would open their API. */
final class Security {
    static final String AUTH = "x-amazon-apigateway-auth";

    private static final String AUTHORIZER = "x-amazon-apigateway-authorizer";
    private static final String POLICY = "x-amazon-apigateway-policy";

    private Security() {}

    static void refuse(ObjectNode document) {
        refuseRequirement(document, "the document");
        if (document.has(POLICY)) {
            throw new OpenApiException(POLICY + " is supported only for REST APIs");
        }
        ObjectNode components = Fields.object(document, "components");
        ObjectNode schemes =
                components == null ? null : Fields.object(components, "securitySchemes");
        if (schemes == null) {
            return;
        }
        for (String name : schemes.propertyNames()) {
            if (schemes.get(name).has(AUTHORIZER)) {
                throw new OpenApiException(
                        AUTHORIZER + " of security scheme " + name + " is not supported yet");
            }
        }
    }

    static void refuse(ObjectNode operation, String routeKey) {
        refuseRequirement(operation, routeKey);
        ObjectNode auth = Fields.object(operation, AUTH);
        @Nullable String type = auth == null ? null : Fields.text(auth, "type");
        if (type != null && !type.equalsIgnoreCase("NONE")) {
            throw new OpenApiException(
                    AUTH + " type " + type + " of " + routeKey + " is not supported yet");
        }
    }

    /** An empty requirement, as in {@code security: []} or {@code [{}]}, asks for nothing. */
    private static void refuseRequirement(ObjectNode tree, String where) {
        for (JsonNode requirement : Fields.array(tree, "security")) {
            if (!requirement.isObject() || !requirement.isEmpty()) {
                throw new OpenApiException(
                        "security of " + where + " is not supported yet: there are no authorizers");
            }
        }
    }
}

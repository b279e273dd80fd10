package dev.gatehouse.control.httpapi;

import java.util.LinkedHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.IpAddressType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;

/** What an HTTP API must be. AWS docs: API Gateway v2 API reference, Apis. */
final class ApiRules {
    static final String ROUTE_SELECTION = "$request.method $request.path";
    static final String API_KEY_SELECTION = "$request.header.x-api-key";

    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_DESCRIPTION = 1024;
    private static final int LONGEST_VERSION = 64;
    private static final Set<String> ROUTE_SELECTIONS =
            Set.of(ROUTE_SELECTION, "${request.method} ${request.path}");

    private ApiRules() {}

    /** Fills in what AWS fills in when the caller says nothing; an empty version is none. */
    static Api withDefaults(Api api) {
        Api.Builder builder = api.toBuilder();
        builder.routeSelectionExpression(ROUTE_SELECTION);
        builder.apiKeySelectionExpression(API_KEY_SELECTION);
        builder.tags(new LinkedHashMap<>(api.tags()));
        builder.corsConfiguration(CorsRules.normalized(api.corsConfiguration()));
        if ("".equals(api.version())) {
            builder.version(null);
        }
        if (api.disableExecuteApiEndpoint() == null) {
            builder.disableExecuteApiEndpoint(false);
        }
        if (api.ipAddressType() == null) {
            builder.ipAddressType(IpAddressType.IPV4);
        }
        return builder.build();
    }

    static void check(Api api) {
        checkProtocol(api.protocolTypeAsString());
        checkLength("Name", api.name() == null ? "" : api.name(), 1, LONGEST_NAME);
        checkDescription(api.description());
        checkLength("Version", api.version(), 0, LONGEST_VERSION);
        checkSelections(api);
        if (Boolean.TRUE.equals(api.disableSchemaValidation())) {
            throw Faults.webSocketOnly("DisableSchemaValidation");
        }
        if (api.ipAddressType() != null && api.ipAddressType() != IpAddressType.IPV4) {
            throw Faults.unsupported(
                    "IpAddressType " + api.ipAddressTypeAsString(),
                    "the listener's addresses are the server's");
        }
        CorsRules.check(api.corsConfiguration());
        TagRules.check(api.tags());
    }

    private static void checkProtocol(@Nullable String protocol) {
        if (protocol == null) {
            throw Faults.badRequest("ProtocolType is required");
        }
        if (protocol.equals(ProtocolType.WEBSOCKET.toString())) {
            throw Faults.unsupported("ProtocolType WEBSOCKET", "only HTTP APIs are available");
        }
        if (!protocol.equals(ProtocolType.HTTP.toString())) {
            throw Faults.badRequest("Invalid ProtocolType " + protocol + ": expected HTTP");
        }
    }

    private static void checkSelections(Api api) {
        String route = api.routeSelectionExpression();
        if (route != null && !ROUTE_SELECTIONS.contains(route)) {
            throw Faults.badRequest(
                    "For HTTP APIs, the routeSelectionExpression must be ${request.method}"
                            + " ${request.path}");
        }
        String key = api.apiKeySelectionExpression();
        if (key != null && !key.equals(API_KEY_SELECTION)) {
            throw Faults.webSocketOnly("ApiKeySelectionExpression");
        }
    }

    /** Of an API and of its parts. */
    static void checkDescription(@Nullable String description) {
        checkLength("Description", description, 0, LONGEST_DESCRIPTION);
    }

    /** A setting that is absent has any length. */
    static void checkLength(String setting, @Nullable String value, int least, int most) {
        int length = value == null ? least : value.length();
        if (length < least || length > most) {
            throw Faults.badRequest(
                    "%s must be %d to %d characters long".formatted(setting, least, most));
        }
    }
}

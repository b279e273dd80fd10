package dev.gatehouse.control.httpapi;

import dev.gatehouse.language.mapping.ParameterMapping.Direction;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.ConnectionType;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.PassthroughBehavior;
import software.amazon.awssdk.services.apigatewayv2.model.TlsConfig;

/** What an integration of an HTTP API must be. AWS docs: Create integrations for HTTP APIs. */
final class IntegrationRules {
    static final int DEFAULT_TIMEOUT_MILLIS = 30_000;

    private static final int MIN_TIMEOUT_MILLIS = 50;
    private static final int MAX_TIMEOUT_MILLIS = 30_000;
    private static final int LONGEST_URI = 2048;
    private static final int LONGEST_CONNECTION_ID = 1024;
    private static final Set<String> METHODS =
            Set.of("ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
    private static final Pattern FUNCTION =
            Pattern.compile("arn:[^:]+:lambda:[^:]+:[^:]+:function:[^/\\s]+");
    private static final Pattern FUNCTION_INVOCATION =
            Pattern.compile(
                    "arn:[^:]+:apigateway:[^:]+:lambda:path/2015-03-31/functions/"
                            + "(.+)/invocations");
    private static final Pattern STATUS = Pattern.compile("[2-5][0-9][0-9]");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$?\\{[^{}]*}");

    private final Map<String, String> privateTargets;

    IntegrationRules(Map<String, String> privateTargets) {
        this.privateTargets = privateTargets;
    }

    /** Fills in what AWS fills in when the caller says nothing, and drops what it does not keep. */
    static Integration withDefaults(Integration integration) {
        Integration.Builder builder = integration.toBuilder();
        if (integration.passthroughBehavior() == PassthroughBehavior.WHEN_NO_MATCH) {
            @Nullable String none = null;
            builder.passthroughBehavior(none);
        }
        boolean lambda = IntegrationType.AWS_PROXY.equals(integration.integrationType());
        if (integration.connectionType() == null) {
            builder.connectionType(ConnectionType.INTERNET);
        }
        if (integration.timeoutInMillis() == null) {
            builder.timeoutInMillis(DEFAULT_TIMEOUT_MILLIS);
        }
        if (integration.integrationMethod() == null && lambda) {
            builder.integrationMethod("POST");
        }
        if (integration.payloadFormatVersion() == null && !lambda) {
            builder.payloadFormatVersion("1.0");
        }
        return builder.build();
    }

    void check(Integration integration) {
        refuseUnsupported(integration);
        checkSizes(integration);
        checkTimeout(integration.timeoutInMillis());
        MappingRules.check(Direction.REQUEST, integration.requestParameters());
        integration.responseParameters().forEach(IntegrationRules::checkResponse);
        switch (integration.integrationType()) {
            case AWS_PROXY -> checkLambda(integration);
            case HTTP_PROXY -> checkHttp(integration);
            case AWS, HTTP, MOCK, UNKNOWN_TO_SDK_VERSION ->
                    throw Faults.badRequest(
                            "Currently, an API with a protocol type of HTTP may only be associated"
                                    + " with proxy integrations (AWS_PROXY, HTTP_PROXY)");
        }
    }

    private static void checkLambda(Integration integration) {
        String version = integration.payloadFormatVersion();
        if (version == null) {
            throw Faults.badRequest("PayloadFormatVersion is a required parameter for integration");
        }
        if (!version.equals("1.0") && !version.equals("2.0")) {
            throw Faults.badRequest(
                    "Invalid PayloadFormatVersion " + version + ": expected 1.0 or 2.0");
        }
        if (!isFunction(integration.integrationUri())) {
            throw Faults.badRequest(
                    "Invalid IntegrationUri %s: an AWS_PROXY integration needs the ARN of a Lambda function"
                            .formatted(integration.integrationUri()));
        }
        if (integration.connectionType() != ConnectionType.INTERNET) {
            throw Faults.badRequest(
                    "ConnectionType %s needs an HTTP_PROXY integration"
                            .formatted(integration.connectionTypeAsString()));
        }
        checkNotPrivate(integration);
        checkMethod(integration.integrationMethod());
    }

    static boolean isFunction(@Nullable String uri) {
        if (uri == null) {
            return false;
        }
        var invocation = FUNCTION_INVOCATION.matcher(uri);
        return FUNCTION.matcher(invocation.matches() ? invocation.group(1) : uri).matches();
    }

    private void checkHttp(Integration integration) {
        if (integration.integrationMethod() == null) {
            throw Faults.badRequest("HttpMethod must be specified for HTTP_PROXY integrations");
        }
        checkMethod(integration.integrationMethod());
        if (!"1.0".equals(integration.payloadFormatVersion())) {
            throw Faults.badRequest(
                    "Invalid PayloadFormatVersion %s: HTTP_PROXY integrations support only 1.0"
                            .formatted(integration.payloadFormatVersion()));
        }
        switch (integration.connectionType()) {
            case VPC_LINK -> checkPrivate(integration);
            case INTERNET -> checkPublic(integration);
            case UNKNOWN_TO_SDK_VERSION ->
                    throw Faults.badRequest(
                            "Invalid ConnectionType %s: expected INTERNET or VPC_LINK"
                                    .formatted(integration.connectionTypeAsString()));
        }
    }

    private static void checkPublic(Integration integration) {
        String uri = integration.integrationUri();
        if (uri == null || !isHttp(uri)) {
            throw Faults.badRequest("Invalid HTTP endpoint specified for URI: " + uri);
        }
        checkNotPrivate(integration);
    }

    private static void checkNotPrivate(Integration integration) {
        if (integration.connectionId() != null) {
            throw Faults.badRequest("ConnectionId needs ConnectionType VPC_LINK");
        }
        if (integration.tlsConfig() != null) {
            throw Faults.badRequest("TlsConfig is supported only for private integrations");
        }
    }

    /** Placeholders may stand anywhere behind the scheme, in the host too. */
    private static boolean isHttp(String uri) {
        String plain = PLACEHOLDER.matcher(uri).replaceAll("x");
        try {
            URI parsed = new URI(plain);
            boolean http = "http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme());
            return http && parsed.getHost() != null && parsed.getRawFragment() == null;
        } catch (URISyntaxException invalid) {
            return false;
        }
    }

    private void checkPrivate(Integration integration) {
        if (integration.connectionId() == null) {
            throw Faults.badRequest("ConnectionId is required for ConnectionType VPC_LINK");
        }
        String arn = integration.integrationUri();
        if (arn == null || !privateTargets.containsKey(arn)) {
            throw Faults.badRequest(
                    "Invalid IntegrationUri %s: the configuration maps this ARN to no address"
                            .formatted(arn));
        }
        if (verifiesNobody(integration.tlsConfig())) {
            throw Faults.unsupported(
                    "TlsConfig without ServerNameToVerify",
                    "a certificate is trusted only for the name that it must bear");
        }
    }

    /** Whether there is a TLS configuration that says nothing. */
    static boolean verifiesNobody(@Nullable TlsConfig tls) {
        return tls != null
                && (tls.serverNameToVerify() == null || tls.serverNameToVerify().isEmpty());
    }

    private static void checkSizes(Integration integration) {
        ApiRules.checkDescription(integration.description());
        ApiRules.checkLength("IntegrationUri", integration.integrationUri(), 1, LONGEST_URI);
        ApiRules.checkLength("ConnectionId", integration.connectionId(), 1, LONGEST_CONNECTION_ID);
    }

    private static void checkMethod(@Nullable String method) {
        if (method != null && !METHODS.contains(method)) {
            throw Faults.badRequest(
                    "Invalid HttpMethod specified. Valid options are"
                            + " GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY");
        }
    }

    private static void checkTimeout(@Nullable Integer millis) {
        if (millis != null && (millis < MIN_TIMEOUT_MILLIS || millis > MAX_TIMEOUT_MILLIS)) {
            throw Faults.badRequest("Timeout should be between 50 ms and 30000 ms");
        }
    }

    private static void checkResponse(String status, Map<String, String> mappings) {
        if (!STATUS.matcher(status).matches()) {
            throw Faults.badRequest(
                    "Invalid status code "
                            + status
                            + " in ResponseParameters: expected 200 to 599");
        }
        MappingRules.check(Direction.RESPONSE, mappings);
    }

    private static void refuseUnsupported(Integration integration) {
        if (integration.integrationType() == null) {
            throw Faults.badRequest("IntegrationType is required");
        }
        if (integration.integrationSubtype() != null) {
            throw Faults.unsupported(
                    "IntegrationSubtype " + integration.integrationSubtype(),
                    "AWS service integrations are not available");
        }
        if (integration.credentialsArn() != null) {
            throw Faults.unsupported(
                    "CredentialsArn " + integration.credentialsArn(),
                    "let the function's resource policy permit the API (lambda AddPermission)");
        }
        if (integration.contentHandlingStrategy() != null) {
            throw Faults.webSocketOnly("ContentHandlingStrategy");
        }
        if (integration.passthroughBehavior() != null) {
            throw Faults.webSocketOnly("PassthroughBehavior");
        }
        if (!integration.requestTemplates().isEmpty()) {
            throw Faults.webSocketOnly("RequestTemplates");
        }
        if (integration.templateSelectionExpression() != null) {
            throw Faults.webSocketOnly("TemplateSelectionExpression");
        }
    }
}

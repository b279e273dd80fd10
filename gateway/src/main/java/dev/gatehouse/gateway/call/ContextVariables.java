package dev.gatehouse.gateway.call;

import org.jspecify.annotations.Nullable;

/** The {@code $context} variables that a call has before its integration has answered. */
public final class ContextVariables {
    private ContextVariables() {}

    /** The variable's value, or null when the call does not have it. */
    public static @Nullable String read(String name, RoutedCall routed) {
        Call call = routed.call();
        StageFacts stage = routed.stage();
        return switch (name) {
            case "accountId" -> stage.account();
            case "apiId" -> stage.apiId();
            case "stage" -> stage.stage();
            case "deploymentId" -> stage.deploymentId();
            case "domainName" -> call.address().domainName();
            case "domainPrefix" -> call.domainPrefix();
            case "httpMethod" -> call.request().method();
            case "path" -> routed.eventPath();
            case "protocol" -> "HTTP/1.1";
            case "requestId", "extendedRequestId" -> call.requestId();
            case "requestTime" -> Moment.commonLogTime(call.epochMillis());
            case "requestTimeEpoch" -> Long.toString(call.epochMillis());
            case "routeKey" -> routed.route().text();
            case "identity.sourceIp" -> call.sourceIp();
            case "identity.userAgent" -> call.userAgent();
            default -> null;
        };
    }
}

package dev.gatehouse.control.httpapi;

import dev.gatehouse.wire.service.ServiceOperations;
import java.util.function.Supplier;

/**
 * Operations of API Gateway v2 that HTTP APIs do not have, or that are not available yet: refused
 * with the reason.
 */
final class RefusedOperations {
    private RefusedOperations() {}

    static ServiceOperations operations() {
        return ServiceOperations.of(HttpApiService.NAME)
                .refuse(
                        onlyWebSocket("Integration responses"),
                        "CreateIntegrationResponse",
                        "GetIntegrationResponse",
                        "GetIntegrationResponses",
                        "UpdateIntegrationResponse",
                        "DeleteIntegrationResponse")
                .refuse(
                        onlyWebSocket("Models"),
                        "CreateModel",
                        "GetModel",
                        "GetModelTemplate",
                        "UpdateModel",
                        "DeleteModel")
                .refuse(
                        onlyWebSocket("Route responses"),
                        "CreateRouteResponse",
                        "GetRouteResponse",
                        "GetRouteResponses",
                        "UpdateRouteResponse",
                        "DeleteRouteResponse")
                .refuse(onlyWebSocket("Route request parameters"), "DeleteRouteRequestParameter")
                .refuse(
                        unavailable("authorizers"),
                        "CreateAuthorizer",
                        "GetAuthorizer",
                        "GetAuthorizers",
                        "UpdateAuthorizer",
                        "DeleteAuthorizer",
                        "ResetAuthorizersCache")
                .refuse(
                        unavailable("custom domain names"),
                        "CreateDomainName",
                        "GetDomainName",
                        "GetDomainNames",
                        "UpdateDomainName",
                        "DeleteDomainName")
                .refuse(
                        unavailable("API mappings"),
                        "CreateApiMapping",
                        "GetApiMapping",
                        "GetApiMappings",
                        "UpdateApiMapping",
                        "DeleteApiMapping")
                .build();
    }

    private static Supplier<RuntimeException> onlyWebSocket(String what) {
        return () -> Faults.badRequest(what + " are supported only for WebSocket APIs");
    }

    private static Supplier<RuntimeException> unavailable(String what) {
        return () -> Faults.badRequest("Gatehouse does not support " + what + " yet");
    }
}

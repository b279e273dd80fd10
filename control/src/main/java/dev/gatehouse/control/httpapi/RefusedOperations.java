package dev.gatehouse.control.httpapi;

import dev.gatehouse.wire.service.OperationHandler;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.List;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiMappingRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDomainNameRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationResponseRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateModelRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteResponseRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiMappingRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDomainNameRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationResponseRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteModelRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteRequestParameterRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteResponseRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiMappingRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiMappingsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetAuthorizersRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDomainNameRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDomainNamesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationResponseRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationResponsesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetModelRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetModelTemplateRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetModelsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetModelsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteResponseRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteResponsesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.ResetAuthorizersCacheRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiMappingRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateDomainNameRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationResponseRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateModelRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteResponseRequest;

/**
 * Operations of API Gateway v2 that HTTP APIs do not have, or that are not available yet: refused
 * with the reason.
 */
final class RefusedOperations {
    private RefusedOperations() {}

    static ServiceOperations operations() {
        ServiceOperations.Builder operations = ServiceOperations.of(HttpApiService.NAME);
        webSocketOnly(operations);
        notYet(operations);
        // An HTTP API has no models; the list says so without an error.
        operations.on(
                "GetModels",
                GetModelsRequest::builder,
                (request, call) -> GetModelsResponse.builder().items(List.of()).build());
        return operations.build();
    }

    private static void webSocketOnly(ServiceOperations.Builder operations) {
        operations.refuse(
                "CreateIntegrationResponse",
                CreateIntegrationResponseRequest::builder,
                onlyWebSocket("Integration responses"));
        operations.refuse(
                "GetIntegrationResponse",
                GetIntegrationResponseRequest::builder,
                onlyWebSocket("Integration responses"));
        operations.refuse(
                "GetIntegrationResponses",
                GetIntegrationResponsesRequest::builder,
                onlyWebSocket("Integration responses"));
        operations.refuse(
                "UpdateIntegrationResponse",
                UpdateIntegrationResponseRequest::builder,
                onlyWebSocket("Integration responses"));
        operations.refuse(
                "DeleteIntegrationResponse",
                DeleteIntegrationResponseRequest::builder,
                onlyWebSocket("Integration responses"));
        operations.refuse("CreateModel", CreateModelRequest::builder, onlyWebSocket("Models"));
        operations.refuse("GetModel", GetModelRequest::builder, onlyWebSocket("Models"));
        operations.refuse(
                "GetModelTemplate", GetModelTemplateRequest::builder, onlyWebSocket("Models"));
        operations.refuse("UpdateModel", UpdateModelRequest::builder, onlyWebSocket("Models"));
        operations.refuse("DeleteModel", DeleteModelRequest::builder, onlyWebSocket("Models"));
        operations.refuse(
                "CreateRouteResponse",
                CreateRouteResponseRequest::builder,
                onlyWebSocket("Route responses"));
        operations.refuse(
                "GetRouteResponse",
                GetRouteResponseRequest::builder,
                onlyWebSocket("Route responses"));
        operations.refuse(
                "GetRouteResponses",
                GetRouteResponsesRequest::builder,
                onlyWebSocket("Route responses"));
        operations.refuse(
                "UpdateRouteResponse",
                UpdateRouteResponseRequest::builder,
                onlyWebSocket("Route responses"));
        operations.refuse(
                "DeleteRouteResponse",
                DeleteRouteResponseRequest::builder,
                onlyWebSocket("Route responses"));
        operations.refuse(
                "DeleteRouteRequestParameter",
                DeleteRouteRequestParameterRequest::builder,
                onlyWebSocket("Route request parameters"));
    }

    private static void notYet(ServiceOperations.Builder operations) {
        operations.refuse(
                "CreateAuthorizer", CreateAuthorizerRequest::builder, unavailable("authorizers"));
        operations.refuse(
                "GetAuthorizer", GetAuthorizerRequest::builder, unavailable("authorizers"));
        operations.refuse(
                "GetAuthorizers", GetAuthorizersRequest::builder, unavailable("authorizers"));
        operations.refuse(
                "UpdateAuthorizer", UpdateAuthorizerRequest::builder, unavailable("authorizers"));
        operations.refuse(
                "DeleteAuthorizer", DeleteAuthorizerRequest::builder, unavailable("authorizers"));
        operations.refuse(
                "ResetAuthorizersCache",
                ResetAuthorizersCacheRequest::builder,
                unavailable("authorizers"));
        operations.refuse(
                "CreateDomainName",
                CreateDomainNameRequest::builder,
                unavailable("custom domain names"));
        operations.refuse(
                "GetDomainName", GetDomainNameRequest::builder, unavailable("custom domain names"));
        operations.refuse(
                "GetDomainNames",
                GetDomainNamesRequest::builder,
                unavailable("custom domain names"));
        operations.refuse(
                "UpdateDomainName",
                UpdateDomainNameRequest::builder,
                unavailable("custom domain names"));
        operations.refuse(
                "DeleteDomainName",
                DeleteDomainNameRequest::builder,
                unavailable("custom domain names"));
        operations.refuse(
                "CreateApiMapping", CreateApiMappingRequest::builder, unavailable("API mappings"));
        operations.refuse(
                "GetApiMapping", GetApiMappingRequest::builder, unavailable("API mappings"));
        operations.refuse(
                "GetApiMappings", GetApiMappingsRequest::builder, unavailable("API mappings"));
        operations.refuse(
                "UpdateApiMapping", UpdateApiMappingRequest::builder, unavailable("API mappings"));
        operations.refuse(
                "DeleteApiMapping", DeleteApiMappingRequest::builder, unavailable("API mappings"));
    }

    private static <I> OperationHandler<I, Object> onlyWebSocket(String what) {
        return (request, call) -> {
            throw Faults.badRequest(what + " are supported only for WebSocket APIs");
        };
    }

    private static <I> OperationHandler<I, Object> unavailable(String what) {
        return (request, call) -> {
            throw Faults.badRequest("Gatehouse does not support " + what + " yet");
        };
    }
}

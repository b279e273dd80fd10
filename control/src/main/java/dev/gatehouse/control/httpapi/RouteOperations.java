package dev.gatehouse.control.httpapi;

import dev.gatehouse.foundation.id.Ids;
import dev.gatehouse.store.document.DocumentStore;
import dev.gatehouse.wire.sdk.ModelTrees;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteResponse;

/** The operations on routes. */
final class RouteOperations {
    private static final String TYPE = "Route";
    private static final int LONGEST_NAME = 64;

    private final HttpApis apis;
    private final DocumentStore store;
    private final int quota;

    RouteOperations(HttpApis apis, DocumentStore store, int quota) {
        this.apis = apis;
        this.store = store;
        this.quota = quota;
    }

    ServiceOperations operations() {
        return ServiceOperations.of(HttpApiService.NAME)
                .on("CreateRoute", CreateRouteRequest::builder, this::create)
                .on("GetRoute", GetRouteRequest::builder, this::get)
                .on("GetRoutes", GetRoutesRequest::builder, this::list)
                .on("UpdateRoute", UpdateRouteRequest::builder, this::update)
                .on("DeleteRoute", DeleteRouteRequest::builder, this::delete)
                .build();
    }

    private CreateRouteResponse create(CreateRouteRequest request, CallContext call) {
        ApiRules.checkLength("OperationName", request.operationName(), 0, LONGEST_NAME);
        Route requested = ModelTrees.copy(request, Route.builder()).build();
        Route route = withDefaults(requested, Ids.alphanumeric(7));
        apis.edit(
                ApiKey.of(call, request.apiId()),
                Dates.of(call),
                edit -> {
                    if (edit.routes().size() >= quota) {
                        throw Faults.quota("Routes", "API", quota);
                    }
                    RouteRules.check(edit, route);
                    edit.routes().put(route.routeId(), route);
                });
        return ModelTrees.copy(route, CreateRouteResponse.builder()).build();
    }

    /** The route with what AWS fills in when the caller says nothing. */
    static Route withDefaults(Route route, String id) {
        return route.toBuilder()
                .routeId(id)
                .apiKeyRequired(Boolean.TRUE.equals(route.apiKeyRequired()))
                .authorizationType(
                        route.authorizationType() == null
                                ? AuthorizationType.NONE.toString()
                                : route.authorizationTypeAsString())
                .build();
    }

    private GetRouteResponse get(GetRouteRequest request, CallContext call) {
        Route route =
                apis.require(
                        ApiKey.of(call, request.apiId()), Kinds.ROUTE, TYPE, request.routeId());
        return ModelTrees.copy(route, GetRouteResponse.builder()).build();
    }

    private GetRoutesResponse list(GetRoutesRequest request, CallContext call) {
        ApiKey key = ApiKey.of(call, request.apiId());
        apis.require(key);
        Page<Route> page =
                Page.ofApi(
                        store,
                        Kinds.ROUTE,
                        key,
                        new Page.Request(request.maxResults(), request.nextToken()));
        return GetRoutesResponse.builder().items(page.items()).nextToken(page.nextToken()).build();
    }

    private UpdateRouteResponse update(UpdateRouteRequest request, CallContext call) {
        ApiRules.checkLength("OperationName", request.operationName(), 0, LONGEST_NAME);
        ApiEdit done =
                apis.edit(
                        ApiKey.of(call, request.apiId()),
                        Dates.of(call),
                        edit -> update(edit, request));
        Route route = done.routes().require(request.routeId());
        return ModelTrees.copy(route, UpdateRouteResponse.builder()).build();
    }

    /** An empty target or operation name takes the old one away. */
    private static void update(ApiEdit edit, UpdateRouteRequest request) {
        Route old = edit.routes().require(request.routeId());
        Route.Builder merged = ModelTrees.copy(request, old.toBuilder());
        if ("".equals(request.target())) {
            merged.target(null);
        }
        if ("".equals(request.operationName())) {
            merged.operationName(null);
        }
        Route route = merged.build();
        if (managed(old) && !route.routeKey().equals(old.routeKey())) {
            throw Faults.badRequest(
                    "The route key of a route managed by API Gateway is changed by UpdateApi");
        }
        RouteRules.check(edit, route);
        edit.routes().put(route.routeId(), route);
    }

    private DeleteRouteResponse delete(DeleteRouteRequest request, CallContext call) {
        apis.edit(
                ApiKey.of(call, request.apiId()),
                Dates.of(call),
                edit -> {
                    if (managed(edit.routes().require(request.routeId()))) {
                        throw Faults.managed(TYPE);
                    }
                    edit.routes().remove(request.routeId());
                });
        return DeleteRouteResponse.builder().build();
    }

    private static boolean managed(Route route) {
        return Boolean.TRUE.equals(route.apiGatewayManaged());
    }
}

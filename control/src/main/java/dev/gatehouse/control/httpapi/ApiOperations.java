package dev.gatehouse.control.httpapi;

import dev.gatehouse.foundation.id.Ids;
import dev.gatehouse.store.document.DocumentStore;
import dev.gatehouse.wire.sdk.ModelTrees;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteCorsConfigurationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteCorsConfigurationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetModelsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetModelsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiResponse;

/** The operations on APIs themselves. */
final class ApiOperations {
    private final HttpApis apis;
    private final DocumentStore store;
    private final QuickCreate quickCreate;

    ApiOperations(HttpApis apis, DocumentStore store, QuickCreate quickCreate) {
        this.apis = apis;
        this.store = store;
        this.quickCreate = quickCreate;
    }

    ServiceOperations operations() {
        return ServiceOperations.of(HttpApiService.NAME)
                .on("CreateApi", CreateApiRequest::builder, this::create)
                .on("GetApi", GetApiRequest::builder, this::get)
                .on("GetApis", GetApisRequest::builder, this::list)
                .on("UpdateApi", UpdateApiRequest::builder, this::update)
                .on("DeleteApi", DeleteApiRequest::builder, this::delete)
                .on(
                        "DeleteCorsConfiguration",
                        DeleteCorsConfigurationRequest::builder,
                        this::deleteCors)
                .on("GetModels", GetModelsRequest::builder, this::models)
                .build();
    }

    private CreateApiResponse create(CreateApiRequest request, CallContext call) {
        ApiKey key = ApiKey.of(call, Ids.alphanumeric(10));
        Api requested = ModelTrees.copy(request, Api.builder()).build();
        ApiRules.check(requested);
        ApiRules.checkLength("Name", request.name() == null ? "" : request.name(), 1, 128);
        Api api =
                ApiRules.withDefaults(requested).toBuilder()
                        .apiId(key.apiId())
                        .createdDate(call.now())
                        .build();
        QuickCreate.Settings quick =
                new QuickCreate.Settings(
                        request.target(), request.routeKey(), request.credentialsArn());
        apis.create(key, api, call.now(), edit -> quickCreate.create(edit, quick));
        return ModelTrees.copy(shown(api, call), CreateApiResponse.builder()).build();
    }

    private GetApiResponse get(GetApiRequest request, CallContext call) {
        Api api = apis.require(ApiKey.of(call, request.apiId()));
        return ModelTrees.copy(shown(api, call), GetApiResponse.builder()).build();
    }

    private GetApisResponse list(GetApisRequest request, CallContext call) {
        Page<Api> page =
                Page.ofRegion(
                        store,
                        Kinds.API,
                        ApiKey.of(call, ""),
                        new Page.Request(request.maxResults(), request.nextToken()));
        List<Api> items = page.items().stream().map(api -> shown(api, call)).toList();
        return GetApisResponse.builder().items(items).nextToken(page.nextToken()).build();
    }

    private UpdateApiResponse update(UpdateApiRequest request, CallContext call) {
        QuickCreate.Settings quick =
                new QuickCreate.Settings(
                        request.target(), request.routeKey(), request.credentialsArn());
        ApiEdit done =
                apis.edit(
                        ApiKey.of(call, request.apiId()),
                        Dates.of(call),
                        edit -> {
                            Api api = ModelTrees.copy(request, edit.api().toBuilder()).build();
                            ApiRules.check(api);
                            edit.api(ApiRules.withDefaults(api));
                            quickCreate.update(edit, quick);
                        });
        return ModelTrees.copy(shown(done.api(), call), UpdateApiResponse.builder()).build();
    }

    private DeleteApiResponse delete(DeleteApiRequest request, CallContext call) {
        ApiKey key = ApiKey.of(call, request.apiId());
        apis.edit(key, Dates.of(call), ApiEdit::deleteEverything);
        return DeleteApiResponse.builder().build();
    }

    private DeleteCorsConfigurationResponse deleteCors(
            DeleteCorsConfigurationRequest request, CallContext call) {
        @Nullable Cors none = null;
        apis.edit(
                ApiKey.of(call, request.apiId()),
                call.now(),
                edit -> edit.api(edit.api().toBuilder().corsConfiguration(none).build()));
        return DeleteCorsConfigurationResponse.builder().build();
    }

    /** An HTTP API has no models. */
    private GetModelsResponse models(GetModelsRequest request, CallContext call) {
        apis.require(ApiKey.of(call, request.apiId()));
        return GetModelsResponse.builder().items(List.of()).build();
    }

    /** As clients see it: with the address at which the data plane answers. */
    static Api shown(Api api, CallContext call) {
        return api.toBuilder().apiEndpoint(Endpoints.of(call.baseUrl(), api.apiId())).build();
    }
}

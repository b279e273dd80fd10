package dev.gatehouse.server.ingress;

import dev.gatehouse.gateway.pipeline.HttpApis;
import dev.gatehouse.gateway.route.ApiAddress;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.telemetry.metric.Metrics;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Requests for deployed APIs, by host or by path. */
final class ApiDoor implements Door {
    private final HttpApis apis;
    private final Metrics metrics;

    ApiDoor(HttpApis apis, Metrics metrics) {
        this.apis = apis;
        this.metrics = metrics;
    }

    @Override
    public @Nullable CompletionStage<Response> answer(Request request) {
        Optional<ApiAddress> address = ApiAddress.of(request);
        if (address.isEmpty()) {
            return null;
        }
        long began = System.nanoTime();
        String apiId = address.get().apiId();
        CompletionStage<Response> answer = apis.answer(request, address.get());
        return apis.knows(apiId)
                ? answer.whenComplete((response, _) ->
                        metrics.apiRequest(
                                apiId,
                                response == null ? 500 : response.status(),
                                System.nanoTime() - began))
                : answer;
    }
}

package dev.gatehouse.control.httpapi;

import dev.gatehouse.control.document.Stored;
import dev.gatehouse.store.document.Write;
import java.util.Map;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/**
 * One API and what is below it, as the store has it. Every edit of any part writes the API's
 * document too, so its version says whether this is still true.
 */
record ApiState(
        Stored<Api> api,
        Map<String, Stored<Route>> routes,
        Map<String, Stored<Integration>> integrations,
        Map<String, Stored<Stage>> stages,
        Map<String, Stored<Deployment>> deployments) {
    /** An API that the store does not have yet. */
    static ApiState created(ApiKey key, Api api) {
        Stored<Api> unwritten = new Stored<>(key.document(), Write.ABSENT, api);
        return new ApiState(unwritten, Map.of(), Map.of(), Map.of(), Map.of());
    }
}

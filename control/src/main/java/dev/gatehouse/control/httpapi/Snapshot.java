package dev.gatehouse.control.httpapi;

import dev.gatehouse.foundation.json.Json;
import dev.gatehouse.wire.sdk.ModelTrees;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a deployment froze: routes, integrations and the settings of the API that calls see.
 *
 * @param cors null when the API had no CORS configuration
 */
record Snapshot(
        List<Route> routes,
        List<Integration> integrations,
        @Nullable Cors cors,
        boolean disableExecuteApiEndpoint) {
    Snapshot {
        routes = List.copyOf(routes);
        integrations = List.copyOf(integrations);
    }

    static Snapshot of(Api api, Collection<Route> routes, Collection<Integration> integrations) {
        return new Snapshot(
                List.copyOf(routes),
                List.copyOf(integrations),
                api.corsConfiguration(),
                Boolean.TRUE.equals(api.disableExecuteApiEndpoint()));
    }

    JsonNode tree() {
        ObjectNode tree = Json.object();
        ArrayNode routeTrees = tree.putArray("routes");
        routes.forEach(route -> routeTrees.add(ModelTrees.tree(route)));
        ArrayNode integrationTrees = tree.putArray("integrations");
        integrations.forEach(integration -> integrationTrees.add(ModelTrees.tree(integration)));
        if (cors != null) {
            tree.set("corsConfiguration", ModelTrees.tree(cors));
        }
        tree.put("disableExecuteApiEndpoint", disableExecuteApiEndpoint);
        return tree;
    }

    static Snapshot read(JsonNode tree) {
        JsonNode cors = tree.get("corsConfiguration");
        return new Snapshot(
                each(tree.get("routes"), node -> ModelTrees.model(Route.builder(), node)),
                each(
                        tree.get("integrations"),
                        node -> ModelTrees.model(Integration.builder(), node)),
                cors == null ? null : ModelTrees.model(Cors.builder(), cors),
                tree.get("disableExecuteApiEndpoint").booleanValue());
    }

    private static <T> List<T> each(JsonNode array, Function<JsonNode, T> read) {
        List<T> values = new ArrayList<>(array.size());
        array.forEach(node -> values.add(read.apply(node)));
        return values;
    }
}

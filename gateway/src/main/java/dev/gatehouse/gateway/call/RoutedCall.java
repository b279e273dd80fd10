package dev.gatehouse.gateway.call;

import dev.gatehouse.gateway.route.RequestPath;
import dev.gatehouse.gateway.route.RouteKey;
import org.jspecify.annotations.Nullable;

/**
 * A call that a route answers.
 *
 * @param path the path without the stage; what routing saw and authorisation is to see
 */
public record RoutedCall(Call call, StageFacts stage, RequestPath path, RouteKey route) {
    /** The decoded path as events show it: with the stage, unless that is {@code $default}. */
    public String eventPath() {
        return withStage(path.text());
    }

    /** The same, as on the wire. */
    public String rawEventPath() {
        return withStage(path.raw());
    }

    private String withStage(String rest) {
        if (stage.isDefault()) {
            return rest.isEmpty() ? "/" : rest;
        }
        return "/" + stage.stage() + rest;
    }

    /** The value of a path variable, or null when the route has none of that name. */
    public @Nullable String pathParameter(String name) {
        for (RouteKey.Variable variable : route.variables()) {
            if (variable.name().equals(name)) {
                return variable.value(path);
            }
        }
        return null;
    }
}

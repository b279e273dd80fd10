package dev.gatehouse.gateway.transform;

import dev.gatehouse.gateway.route.RouteKey;
import dev.gatehouse.language.variable.Scope;
import org.jspecify.annotations.Nullable;

/** A scope in which path parameters are as on the wire, so that they can be put in a path again. */
record WireScope(CallScope scope) implements Scope {
    @Override
    public @Nullable String pathParameter(String name) {
        for (RouteKey.Variable variable : scope.routed().route().variables()) {
            if (variable.name().equals(name)) {
                return variable.rawValue(scope.routed().path());
            }
        }
        return null;
    }

    @Override
    public @Nullable String requestHeader(String name) {
        return scope.requestHeader(name);
    }

    @Override
    public @Nullable String requestQuery(String name) {
        return scope.requestQuery(name);
    }

    @Override
    public String requestPath() {
        return scope.requestPath();
    }

    @Override
    public byte[] requestBody() {
        return scope.requestBody();
    }

    @Override
    public @Nullable String context(String name) {
        return scope.context(name);
    }

    @Override
    public @Nullable String stageVariable(String name) {
        return scope.stageVariable(name);
    }

    @Override
    public @Nullable String responseHeader(String name) {
        return scope.responseHeader(name);
    }

    @Override
    public byte[] responseBody() {
        return scope.responseBody();
    }
}

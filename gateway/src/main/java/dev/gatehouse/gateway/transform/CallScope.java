package dev.gatehouse.gateway.transform;

import dev.gatehouse.gateway.call.ContextVariables;
import dev.gatehouse.gateway.call.Fields;
import dev.gatehouse.gateway.call.RoutedCall;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.language.variable.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What mappings see of a call; the bodies are there when some mapping reads them. */
record CallScope(
        RoutedCall routed, byte[] requestBody, Headers responseHeaders, byte[] responseBody)
        implements Scope {
    private static final byte[] NONE = {};

    static CallScope ofRequest(RoutedCall routed, byte[] body) {
        return new CallScope(routed, body, Headers.empty(), NONE);
    }

    static CallScope ofResponse(RoutedCall routed, Headers headers, byte[] body) {
        return new CallScope(routed, NONE, headers, body);
    }

    @Override
    public @Nullable String requestHeader(String name) {
        return joined(routed.call().request().headers(), name);
    }

    @Override
    public @Nullable String requestQuery(String name) {
        return Fields.ofQuery(routed.call().request().rawQuery()).joined(name);
    }

    @Override
    public String requestPath() {
        String raw = routed.path().raw();
        return raw.isEmpty() ? "/" : raw;
    }

    @Override
    public @Nullable String pathParameter(String name) {
        return routed.pathParameter(name);
    }

    @Override
    public @Nullable String context(String name) {
        return ContextVariables.read(name, routed);
    }

    @Override
    public @Nullable String stageVariable(String name) {
        return routed.stage().variables().get(name);
    }

    @Override
    public @Nullable String responseHeader(String name) {
        return joined(responseHeaders, name);
    }

    private static @Nullable String joined(Headers headers, String name) {
        List<String> values = headers.all(name);
        return values.isEmpty() ? null : Fields.join(values);
    }
}

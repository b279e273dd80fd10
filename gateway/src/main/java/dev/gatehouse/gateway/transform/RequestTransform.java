package dev.gatehouse.gateway.transform;

import dev.gatehouse.gateway.call.Fields;
import dev.gatehouse.gateway.call.HeaderNames;
import dev.gatehouse.gateway.call.RoutedCall;
import dev.gatehouse.gateway.fault.GatewayFault;
import dev.gatehouse.gateway.route.PercentEncoding;
import dev.gatehouse.gateway.route.RequestPath;
import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.language.mapping.Expression;
import dev.gatehouse.language.mapping.ParameterMapping;
import dev.gatehouse.language.mapping.Target;
import dev.gatehouse.language.variable.Scope;
import dev.gatehouse.language.variable.Source;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The request parameter mapping of one route. */
public final class RequestTransform {
    /** The most that AWS takes as a payload: 10 MB. Source: AWS docs, "API Gateway quotas". */
    public static final int PAYLOAD_LIMIT = 10 * 1024 * 1024;

    private final List<ParameterMapping> mappings;
    private final boolean readsBody;

    /** What Host becomes, or null. */
    private final @Nullable Expression host;

    public RequestTransform(List<ParameterMapping> mappings) {
        this.mappings = List.copyOf(mappings);
        readsBody = mappings.stream().anyMatch(m -> m.value().uses(Source::readsRequestBody));
        host =
                mappings.stream()
                        .filter(m ->
                                m.target() instanceof Target.Header(var _, String name)
                                        && name.equals("host"))
                        .map(ParameterMapping::value)
                        .findFirst()
                        .orElse(null);
    }

    /** The body is collected only if some mapping reads it. */
    public CompletionStage<Outbound> apply(RoutedCall routed) {
        Body body = routed.call().request().body();
        if (mappings.isEmpty()) {
            return CompletableFuture.completedStage(Outbound.unmapped(routed));
        }
        if (!readsBody) {
            return CompletableFuture.completedStage(
                    mapped(CallScope.ofRequest(routed, new byte[0]), body));
        }
        return body.collect(PAYLOAD_LIMIT)
                .thenApply(bytes -> mapped(CallScope.ofRequest(routed, bytes), Body.of(bytes)));
    }

    private Outbound mapped(CallScope scope, Body body) {
        RoutedCall routed = scope.routed();
        Headers.Builder headers =
                HeaderNames.endToEnd(routed.call().request().headers()).toBuilder();
        Fields query = null;
        RequestPath path = null;
        for (ParameterMapping mapping : mappings) {
            switch (mapping.target()) {
                case Target.Header header -> change(headers, header, value(mapping, scope));
                case Target.Query parameter -> {
                    query = query == null ? query(routed) : query;
                    change(query, parameter, value(mapping, scope));
                }
                case Target.Path() -> path = path(value(mapping, new WireScope(scope)));
                case Target.StatusCode() -> throw new IllegalStateException("a request's status");
            }
        }
        String rawQuery = query == null ? routed.call().request().rawQuery() : query.toQuery();
        String asked = host == null ? null : host.evaluate(scope);
        return new Outbound(
                routed, headers.build(), rawQuery, new Outbound.Overwritten(path, asked), body);
    }

    private static @Nullable String value(ParameterMapping mapping, Scope scope) {
        return mapping.value().evaluate(scope);
    }

    private static Fields query(RoutedCall routed) {
        return Fields.ofQuery(routed.call().request().rawQuery());
    }

    /** A value that the call does not have leaves the header as it is. */
    static void change(Headers.Builder headers, Target.Header target, @Nullable String value) {
        if (target.change() == Target.Change.REMOVE) {
            headers.remove(target.name());
            return;
        }
        if (value == null) {
            return;
        }
        if (!HeaderNames.isValue(value)) {
            throw new GatewayFault(
                    GatewayFault.Kind.INTERNAL,
                    "the mapping of header " + target.name() + " yields control characters");
        }
        if (target.change() == Target.Change.OVERWRITE) {
            headers.remove(target.name());
        }
        headers.add(target.name(), value);
    }

    private static void change(Fields query, Target.Query target, @Nullable String value) {
        if (target.change() != Target.Change.APPEND
                && (value != null || target.change() == Target.Change.REMOVE)) {
            query.remove(target.name());
        }
        if (target.change() != Target.Change.REMOVE && value != null) {
            query.add(target.name(), value);
        }
    }

    /** A path made of callers' values must not climb out of where the mapping puts it. */
    private static @Nullable RequestPath path(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String path = PercentEncoding.encodePath(value.startsWith("/") ? value : "/" + value);
        return RequestPath.parse(path)
                .orElseThrow(() ->
                        new GatewayFault(
                                GatewayFault.Kind.BAD_REQUEST,
                                "the mapping of the path yields " + path));
    }
}

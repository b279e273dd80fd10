package dev.gatehouse.gateway.transform;

import dev.gatehouse.gateway.call.RoutedCall;
import dev.gatehouse.gateway.fault.GatewayFault;
import dev.gatehouse.gateway.fault.GatewayFault.Kind;
import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.BodyTooLargeException;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.language.mapping.Expression;
import dev.gatehouse.language.mapping.ParameterMapping;
import dev.gatehouse.language.mapping.Target;
import dev.gatehouse.language.variable.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The response parameter mapping of one route. */
public final class ResponseTransform {
    private final Map<Integer, OfStatus> byStatus;

    /**
     * @param mappings by the status that the integration answers with
     */
    public ResponseTransform(Map<Integer, List<ParameterMapping>> mappings) {
        Map<Integer, OfStatus> compiled = new HashMap<>();
        mappings.forEach((status, list) -> compiled.put(status, OfStatus.compile(list)));
        byStatus = Map.copyOf(compiled);
    }

    /** Whether nothing is mapped, whatever the integration answers. */
    public boolean isIdentity() {
        return byStatus.isEmpty();
    }

    /**
     * The body is collected only if some mapping reads it. Fails with a {@link GatewayFault} when
     * the body cannot be had whole or a mapping yields what no header can hold; the body is given
     * up then.
     */
    public CompletionStage<Answer> apply(RoutedCall routed, Answer answer) {
        OfStatus mapping = byStatus.get(answer.status());
        if (mapping == null) {
            return CompletableFuture.completedStage(answer);
        }
        if (mapping.readsBody) {
            return answer.body()
                    .collect(RequestTransform.PAYLOAD_LIMIT)
                    .handle((bytes, failure) -> {
                        if (bytes == null) {
                            throw incomplete(failure);
                        }
                        return mapping.applied(routed, answer, bytes, Body.of(bytes));
                    });
        }
        try {
            return CompletableFuture.completedStage(
                    mapping.applied(routed, answer, new byte[0], answer.body()));
        } catch (GatewayFault fault) {
            answer.body().discard();
            return CompletableFuture.failedStage(fault);
        }
    }

    private static GatewayFault incomplete(@Nullable Throwable failure) {
        return new GatewayFault(
                failure instanceof BodyTooLargeException ? Kind.INTERNAL : Kind.UNAVAILABLE,
                "the backend's response: " + failure);
    }

    /** What happens to a response of one status. */
    private record OfStatus(
            List<HeaderChange> headers, @Nullable Integer status, boolean readsBody) {
        private record HeaderChange(Target.Header target, Expression value) {}

        static OfStatus compile(List<ParameterMapping> mappings) {
            List<HeaderChange> headers = new ArrayList<>();
            Integer status = null;
            for (ParameterMapping mapping : mappings) {
                switch (mapping.target()) {
                    case Target.Header header ->
                            headers.add(new HeaderChange(header, mapping.value()));
                    case Target.StatusCode() ->
                            status = Integer.valueOf(mapping.value().constant().orElseThrow());
                    case Target.Query _, Target.Path _ ->
                            throw new IllegalArgumentException(
                                    "a response has no " + mapping.target());
                }
            }
            boolean readsBody =
                    mappings.stream().anyMatch(m -> m.value().uses(Source::readsResponseBody));
            return new OfStatus(List.copyOf(headers), status, readsBody);
        }

        Answer applied(RoutedCall routed, Answer answer, byte[] read, Body body) {
            CallScope scope = CallScope.ofResponse(routed, answer.headers(), read);
            Headers.Builder changed = answer.headers().toBuilder();
            for (HeaderChange change : headers) {
                RequestTransform.change(changed, change.target, change.value.evaluate(scope));
            }
            return new Answer(status == null ? answer.status() : status, changed.build(), body);
        }
    }
}

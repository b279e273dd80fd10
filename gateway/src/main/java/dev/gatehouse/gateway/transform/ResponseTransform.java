package dev.gatehouse.gateway.transform;

import dev.gatehouse.gateway.call.RoutedCall;
import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.language.mapping.ParameterMapping;
import dev.gatehouse.language.mapping.Target;
import dev.gatehouse.language.variable.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The response parameter mapping of one route. */
public final class ResponseTransform {
    private final Map<Integer, ByStatus> byStatus;

    private record ByStatus(List<ParameterMapping> mappings, boolean readsBody) {}

    /**
     * @param mappings by the status that the integration answers with
     */
    public ResponseTransform(Map<Integer, List<ParameterMapping>> mappings) {
        Map<Integer, ByStatus> compiled = new HashMap<>();
        mappings.forEach((status, list) ->
                compiled.put(
                        status,
                        new ByStatus(
                                List.copyOf(list),
                                list.stream()
                                        .anyMatch(
                                                m -> m.value().uses(Source::readsResponseBody)))));
        byStatus = Map.copyOf(compiled);
    }

    /** Whether nothing is mapped, whatever the integration answers. */
    public boolean isIdentity() {
        return byStatus.isEmpty();
    }

    /** The body is collected only if some mapping reads it. */
    public CompletionStage<Answer> apply(RoutedCall routed, Answer answer) {
        ByStatus mapping = byStatus.get(answer.status());
        if (mapping == null) {
            return CompletableFuture.completedStage(answer);
        }
        if (!mapping.readsBody) {
            return CompletableFuture.completedStage(
                    mapped(mapping, routed, answer, new byte[0], answer.body()));
        }
        return answer.body()
                .collect(RequestTransform.PAYLOAD_LIMIT)
                .thenApply(body -> mapped(mapping, routed, answer, body, Body.of(body)));
    }

    private static Answer mapped(
            ByStatus mapping, RoutedCall routed, Answer answer, byte[] read, Body body) {
        CallScope scope = CallScope.ofResponse(routed, answer.headers(), read);
        Headers.Builder headers = answer.headers().toBuilder();
        int status = answer.status();
        for (ParameterMapping entry : mapping.mappings) {
            switch (entry.target()) {
                case Target.Header header ->
                        RequestTransform.change(headers, header, entry.value().evaluate(scope));
                case Target.StatusCode() ->
                        status =
                                Integer.parseInt(
                                        Objects.requireNonNull(entry.value().evaluate(scope)));
                case Target.Query _, Target.Path _ ->
                        throw new IllegalStateException("a response has no " + entry.target());
            }
        }
        return new Answer(status, headers.build(), body);
    }
}

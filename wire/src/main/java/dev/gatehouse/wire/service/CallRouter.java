package dev.gatehouse.wire.service;

import dev.gatehouse.http.message.Request;
import dev.gatehouse.wire.facts.OperationFacts;
import dev.gatehouse.wire.protocol.QueryString;
import dev.gatehouse.wire.restjson.RestRoutes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the service and operation that a request means. */
final class CallRouter {
    /** REST operations of all services that share a signing name, e.g. both API Gateways. */
    private final Map<String, RestRoutes<Target>> rest = new HashMap<>();

    private final Map<String, List<ServiceModel>> bySigningName = new HashMap<>();

    private record Target(ServiceModel service, OperationFacts operation) {}

    CallRouter(List<ServiceModel> services) {
        for (ServiceModel service : services) {
            String name = service.facts().signingName();
            bySigningName.merge(
                    name,
                    List.of(service),
                    (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList());
            if (service.facts().protocols().contains(Wording.REST_JSON_1.id())) {
                RestRoutes<Target> routes = rest.computeIfAbsent(name, n -> new RestRoutes<>());
                for (OperationFacts operation : service.facts().operations().values()) {
                    routes.add(operation.verb(), operation.uri(), new Target(service, operation));
                }
            }
        }
    }

    boolean knowsService(String signingName) {
        return bySigningName.containsKey(signingName);
    }

    boolean knowsTarget(String target) {
        return services().anyMatch(s -> hasTarget(s, target));
    }

    boolean knowsPath(String rawPath) {
        return !rawPath.equals("/") && rest.values().stream().anyMatch(r -> r.knows(rawPath));
    }

    private java.util.stream.Stream<ServiceModel> services() {
        return bySigningName.values().stream().flatMap(List::stream);
    }

    private static boolean hasTarget(ServiceModel service, String target) {
        String prefix = service.facts().targetPrefix();
        return !prefix.isEmpty() && target.startsWith(prefix + ".");
    }

    /** The call, or null when the signing name belongs to no service of ours. */
    @Nullable Call find(Request request, byte[] body, String signingName) {
        List<ServiceModel> services = bySigningName.get(signingName);
        if (services == null) {
            return null;
        }
        Wording wording = Wording.of(request);
        return switch (wording) {
            case REST_JSON_1 -> rest(request, signingName, services);
            case AWS_JSON_1_0, AWS_JSON_1_1 -> target(request, services, wording);
            case AWS_QUERY -> action(request, body, services);
            case RPC_V2_CBOR -> cbor(request, services);
        };
    }

    /**
     * Fails when the call means nothing to the service that it is signed for, and something to
     * another one.
     */
    void requireScope(Request request, String signedFor, @Nullable Call call) {
        if (call != null && call.operation() != null) {
            return;
        }
        String meant =
                rest.entrySet().stream()
                        .filter(other -> !other.getKey().equals(signedFor))
                        .filter(other -> other.getValue().knows(request.rawPath()))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(null);
        if (meant != null && !request.rawPath().equals("/")) {
            throw new ServiceFault(
                    403,
                    "InvalidSignatureException",
                    "Credential should be scoped to correct service: '" + meant + "'. ");
        }
    }

    private Call rest(Request request, String signingName, List<ServiceModel> services) {
        RestRoutes<Target> routes = rest.get(signingName);
        RestRoutes.Match<Target> match =
                routes == null
                        ? null
                        : routes.match(
                                request.method(),
                                request.rawPath(),
                                QueryString.parse(request.rawQuery()));
        return match == null
                ? call(services.getFirst(), Wording.REST_JSON_1, null, Map.of())
                : call(
                        match.target().service(),
                        Wording.REST_JSON_1,
                        match.target().operation().name(),
                        match.labels());
    }

    private static Call target(Request request, List<ServiceModel> services, Wording wording) {
        String target = String.valueOf(request.headers().first("X-Amz-Target"));
        String name = target.substring(target.lastIndexOf('.') + 1);
        return services.stream()
                .filter(service -> hasTarget(service, target))
                .findFirst()
                .map(service -> call(service, wording, name, Map.of()))
                .orElseGet(() -> call(services.getFirst(), wording, null, Map.of()));
    }

    private static Call action(Request request, byte[] body, List<ServiceModel> services) {
        QueryString form = QueryString.parse(new String(body, StandardCharsets.UTF_8));
        QueryString query = QueryString.parse(request.rawQuery());
        String action = form.has("Action") ? form.first("Action") : query.first("Action");
        return call(services.getFirst(), Wording.AWS_QUERY, action, Map.of());
    }

    /** By a path such as {@code /service/GraniteServiceVersion20100801/operation/ListMetrics}. */
    private static Call cbor(Request request, List<ServiceModel> services) {
        String[] segments = request.rawPath().split("/");
        int end = segments.length;
        boolean named =
                end >= 5
                        && segments[end - 4].equals("service")
                        && segments[end - 2].equals("operation");
        String name = named ? segments[end - 1] : null;
        return call(services.getFirst(), Wording.RPC_V2_CBOR, name, Map.of());
    }

    private static Call call(
            ServiceModel service,
            Wording wording,
            @Nullable String operation,
            Map<String, String> labels) {
        boolean spoken = service.facts().protocols().contains(wording.id());
        OperationFacts facts =
                operation == null || !spoken ? null : service.facts().operations().get(operation);
        return new Call(service, wording.protocol(), facts, labels);
    }
}

package dev.gatehouse.wire.service;

import dev.gatehouse.http.message.Request;
import dev.gatehouse.wire.facts.OperationFacts;
import dev.gatehouse.wire.facts.ServiceFacts;
import dev.gatehouse.wire.protocol.QueryString;
import dev.gatehouse.wire.restjson.RestRoutes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the service and operation that a request means. */
final class CallRouter {
    /** REST operations of all services that share a signing name, e.g. both API Gateways. */
    private final Map<String, RestRoutes<Target>> rest = new HashMap<>();

    private final Map<String, List<ServiceModel>> bySigningName = new HashMap<>();

    private record Target(ServiceModel service, OperationFacts operation) {}

    CallRouter(List<ServiceModel> services) {
        services.forEach(this::add);
    }

    private void add(ServiceModel service) {
        ServiceFacts facts = service.facts();
        bySigningName.computeIfAbsent(facts.signingName(), n -> new ArrayList<>()).add(service);
        if (facts.protocols().contains(Wording.REST_JSON_1.id())) {
            RestRoutes<Target> routes =
                    rest.computeIfAbsent(facts.signingName(), n -> new RestRoutes<>());
            for (OperationFacts operation : facts.operations().values()) {
                routes.add(operation.verb(), operation.uri(), new Target(service, operation));
            }
        }
    }

    boolean knowsPath(String rawPath) {
        return !rawPath.equals("/") && rest.values().stream().anyMatch(r -> r.knows(rawPath));
    }

    /**
     * Fails when a target header names a service that is not here. Needs no signature: there is
     * nothing to protect, and the calls of some services carry none.
     */
    void requireKnownTarget(Request request) {
        ApiCallMarks.target(request)
                .map(CalledName::ofTarget)
                .filter(name -> services().noneMatch(service -> isNamed(service, name)))
                .ifPresent(name -> {
                    throw Faults.unknownService(claimedService(request, name), name);
                });
    }

    /** The name that a signature claims, which says more to people, or the target's. */
    private String claimedService(Request request, CalledName name) {
        return ApiCallMarks.signingName(request)
                .filter(signedFor -> !bySigningName.containsKey(signedFor))
                .orElse(name.namespace());
    }

    private Stream<ServiceModel> services() {
        return bySigningName.values().stream().flatMap(List::stream);
    }

    private static boolean isNamed(ServiceModel service, CalledName name) {
        return service.facts().targetPrefix().equals(name.namespace());
    }

    /**
     * The call that the request is.
     *
     * @throws ServiceFault if it is signed for another service than it is for, or for none of ours
     */
    Call find(Request request, Verified caller) {
        CalledName name = CalledName.of(request, caller.body());
        List<ServiceModel> services = bySigningName.get(caller.service());
        if (services == null) {
            requireScope(request, caller.service());
            throw Faults.unknownService(caller.service(), name);
        }
        Call call =
                Wording.of(request) == Wording.REST_JSON_1
                        ? rest(request, caller.service(), services, name)
                        : named(Wording.of(request), services, name);
        if (call.operation() == null) {
            requireScope(request, caller.service());
        }
        return call;
    }

    /** Fails when the path, which means nothing to the service signed for, is another one's. */
    private void requireScope(Request request, String signedFor) {
        if (request.rawPath().equals("/")) {
            return;
        }
        rest.forEach((meant, routes) -> {
            if (!meant.equals(signedFor) && routes.knows(request.rawPath())) {
                throw new ServiceFault(
                        403,
                        "InvalidSignatureException",
                        "Credential should be scoped to correct service: '" + meant + "'. ");
            }
        });
    }

    private Call rest(
            Request request, String signingName, List<ServiceModel> services, CalledName name) {
        RestRoutes<Target> routes = rest.get(signingName);
        RestRoutes.Match<Target> match =
                routes == null
                        ? null
                        : routes.match(
                                request.method(),
                                request.rawPath(),
                                QueryString.parse(request.rawQuery()));
        if (match == null) {
            return new Call(services.getFirst(), Wording.REST_JSON_1, name, null, Map.of());
        }
        Target target = match.target();
        return new Call(
                target.service(), Wording.REST_JSON_1, name, target.operation(), match.labels());
    }

    private static Call named(Wording wording, List<ServiceModel> services, CalledName name) {
        for (ServiceModel service : services) {
            boolean meant = name.namespace().isEmpty() || isNamed(service, name);
            if (meant && service.facts().protocols().contains(wording.id())) {
                OperationFacts operation = service.facts().operations().get(name.operation());
                return new Call(service, wording, name, operation, Map.of());
            }
        }
        return new Call(services.getFirst(), wording, name, null, Map.of());
    }
}

package dev.gatehouse.gateway.pipeline;

import dev.gatehouse.gateway.call.Call;
import dev.gatehouse.gateway.call.RoutedCall;
import dev.gatehouse.gateway.call.StageFacts;
import dev.gatehouse.gateway.call.Trace;
import dev.gatehouse.gateway.compile.CompiledRoute;
import dev.gatehouse.gateway.compile.CompiledStage;
import dev.gatehouse.gateway.compile.Stages;
import dev.gatehouse.gateway.fault.GatewayFault;
import dev.gatehouse.gateway.fault.GatewayFault.Kind;
import dev.gatehouse.gateway.respond.CorsRules;
import dev.gatehouse.gateway.respond.Responder;
import dev.gatehouse.gateway.route.ApiAddress;
import dev.gatehouse.gateway.route.RequestPath;
import dev.gatehouse.gateway.transform.Answer;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Executes HTTP APIs: locate the stage, route, admit, transform, integrate, transform, respond.
 * Each step takes what the one before it gave, so that they can stand in no other order.
 */
public final class HttpApis {
    private final Stages stages;
    private final InstantSource clock;

    public HttpApis(Stages stages, InstantSource clock) {
        this.stages = stages;
        this.clock = clock;
    }

    /** Whether the API has a stage that is live. */
    public boolean knows(String apiId) {
        return !stages.of(apiId).isEmpty();
    }

    /** Never fails: what goes wrong is answered as AWS answers it. */
    public CompletionStage<Response> answer(Request request, ApiAddress address) {
        Call call = open(request, address);
        CorsRules cors = null;
        try {
            HeadLimit.require(request);
            Located located = locate(call);
            cors = located.stage().cors();
            if (cors != null && CorsRules.isPreflight(request)) {
                return CompletableFuture.completedStage(Responder.preflight(call, cors));
            }
            return respond(call, cors, integrate(admit(route(located))));
        } catch (RuntimeException failure) {
            return CompletableFuture.completedStage(
                    Responder.fault(call, cors, Faults.kindOf(failure, call)));
        }
    }

    private Call open(Request request, ApiAddress address) {
        long now = clock.millis();
        Trace trace = Trace.of(request.headers().first(Trace.NAME), now);
        return new Call(request, address, RequestIds.next(), now, trace);
    }

    /** The stage that the path begins with if there is one of that name, else {@code $default}. */
    private Located locate(Call call) {
        Map<String, CompiledStage> live = stages.of(call.address().apiId());
        RequestPath path =
                RequestPath.parse(call.address().rawPath())
                        .orElseThrow(() -> fault(Kind.BAD_REQUEST, "no canonical path"));
        String named = call.address().stage();
        CompiledStage byName = named == null ? first(live, path) : live.get(named);
        CompiledStage stage =
                byName != null || named != null ? byName : live.get(StageFacts.DEFAULT);
        if (stage == null || stage.endpointDisabled()) {
            throw fault(Kind.NOT_FOUND, "no such stage");
        }
        boolean stageIsInPath = named == null && byName != null;
        return new Located(call, stage, stageIsInPath ? path.tail() : path);
    }

    /** The stage that the path's first segment names; {@code $default} is not named in paths. */
    private static @Nullable CompiledStage first(
            Map<String, CompiledStage> live, RequestPath path) {
        String name = path.segment(0);
        return name.equals(StageFacts.DEFAULT) ? null : live.get(name);
    }

    private static Routed route(Located located) {
        RequestPath path = located.path();
        CompiledRoute route =
                located.stage().routes().find(located.call().request().method(), path);
        if (route == null) {
            throw fault(Kind.NOT_FOUND, "no route");
        }
        return new Routed(
                new RoutedCall(located.call(), located.stage().facts(), path, route.key()), route);
    }

    private static Admitted admit(Routed routed) {
        if (!routed.route().admission().admits()) {
            throw fault(Kind.TOO_MANY_REQUESTS, "throttled");
        }
        return new Admitted(routed.call(), routed.route());
    }

    private static CompletionStage<Answer> integrate(Admitted admitted) {
        CompiledRoute route = admitted.route();
        CompletionStage<Answer> answer =
                route.requestTransform()
                        .apply(admitted.call())
                        .thenCompose(route.integration()::call);
        return route.responseTransform().isIdentity()
                ? answer
                : answer.thenCompose(
                        given -> route.responseTransform().apply(admitted.call(), given));
    }

    private static CompletionStage<Response> respond(
            Call call, @Nullable CorsRules cors, CompletionStage<Answer> answer) {
        return answer.handle((given, failure) ->
                failure == null
                        ? Responder.answer(call, cors, Objects.requireNonNull(given))
                        : Responder.fault(call, cors, Faults.kindOf(failure, call)));
    }

    private static GatewayFault fault(Kind kind, String reason) {
        return new GatewayFault(kind, reason);
    }
}

package dev.gatehouse.gateway.compile;

import dev.gatehouse.gateway.admit.Admission;
import dev.gatehouse.gateway.admit.Limits;
import dev.gatehouse.gateway.admit.TokenBucket;
import dev.gatehouse.gateway.call.StageFacts;
import dev.gatehouse.gateway.respond.CorsRules;
import dev.gatehouse.gateway.route.RouteKey;
import dev.gatehouse.gateway.route.RouteTable;
import dev.gatehouse.gateway.stage.HttpApiStage;
import dev.gatehouse.gateway.stage.HttpApiStage.HttpRoute;
import dev.gatehouse.gateway.stage.HttpApiStage.Throttle;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a stage's configuration into its executable form. Total: what cannot be compiled becomes a
 * part that answers with AWS's error; only a route whose key is none is left out.
 */
final class StageCompiler {
    private final RouteCompiler routeCompiler;
    private final Limits limits;

    StageCompiler(RouteCompiler routeCompiler, Limits limits) {
        this.routeCompiler = routeCompiler;
        this.limits = limits;
    }

    CompiledStage compile(HttpApiStage stage) {
        StageFacts facts =
                new StageFacts(
                        stage.account(),
                        stage.region(),
                        stage.apiId(),
                        stage.stage(),
                        stage.deploymentId(),
                        stage.variables());
        RouteTable.Builder<CompiledRoute> routes = new RouteTable.Builder<>();
        for (HttpRoute route : stage.routes()) {
            RouteKey.parse(route.routeKey())
                    .ifPresent(key ->
                            routes.add(
                                    key,
                                    routeCompiler.compile(
                                            facts,
                                            key,
                                            admission(stage, key.text()),
                                            route.integration())));
        }
        CorsRules cors = stage.cors() == null ? null : new CorsRules(stage.cors());
        return new CompiledStage(facts, stage.disableExecuteApiEndpoint(), cors, routes.build());
    }

    /** A route's own settings take the place of its stage's. */
    private Admission admission(HttpApiStage stage, String routeKey) {
        List<TokenBucket> buckets = new ArrayList<>(2);
        Throttle ofRoute = stage.routeThrottles().get(routeKey);
        if (ofRoute != null) {
            buckets.add(limits.ofRoute(stage.apiId(), stage.stage(), routeKey, ofRoute));
        } else if (stage.defaultThrottle() != null) {
            buckets.add(limits.ofStage(stage.apiId(), stage.stage(), stage.defaultThrottle()));
        }
        buckets.add(limits.ofAccount(stage.account(), stage.region()));
        return new Admission(buckets, limits);
    }
}

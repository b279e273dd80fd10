package dev.gatehouse.gateway.compile;

import dev.gatehouse.gateway.admit.Limits;
import dev.gatehouse.gateway.integrate.LambdaInvoker;
import dev.gatehouse.gateway.stage.HttpApiStage;
import dev.gatehouse.gateway.stage.LiveStages;
import dev.gatehouse.http.client.HttpClient;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The stages that are live. A change compiles aside and becomes visible by one write. */
public final class Stages implements LiveStages {
    private final ConcurrentHashMap<String, Map<String, CompiledStage>> byApi =
            new ConcurrentHashMap<>();
    private final StageCompiler compiler;
    private final Limits limits;

    public Stages(LambdaInvoker invoker, HttpClient client, Limits limits) {
        this.limits = limits;
        compiler = new StageCompiler(new RouteCompiler(invoker, client), limits);
    }

    @Override
    public void publish(HttpApiStage stage) {
        CompiledStage compiled = compiler.compile(stage);
        byApi.compute(
                stage.apiId(),
                (_, stages) -> {
                    Map<String, CompiledStage> changed =
                            stages == null ? new HashMap<>() : new HashMap<>(stages);
                    changed.put(stage.stage(), compiled);
                    return Map.copyOf(changed);
                });
    }

    @Override
    public void remove(String apiId, String stage) {
        byApi.computeIfPresent(
                apiId,
                (_, stages) -> {
                    Map<String, CompiledStage> changed = new HashMap<>(stages);
                    changed.remove(stage);
                    return changed.isEmpty() ? null : Map.copyOf(changed);
                });
        limits.forget(apiId, stage);
    }

    /** The live stages of an API by name; empty when there are none. */
    public Map<String, CompiledStage> of(String apiId) {
        return byApi.getOrDefault(apiId, Map.of());
    }
}

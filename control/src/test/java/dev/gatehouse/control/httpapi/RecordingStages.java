package dev.gatehouse.control.httpapi;

import dev.gatehouse.gateway.stage.HttpApiStage;
import dev.gatehouse.gateway.stage.LiveStages;
import java.util.Map;
import java.util.TreeMap;

/** The data plane as a map from {@code api/stage} to what was published last. */
final class RecordingStages implements LiveStages {
    private final Map<String, HttpApiStage> live = new TreeMap<>();

    @Override
    public synchronized void publish(HttpApiStage stage) {
        live.put(stage.apiId() + "/" + stage.stage(), stage);
    }

    @Override
    public synchronized void remove(String apiId, String stage) {
        live.remove(apiId + "/" + stage);
    }

    synchronized Map<String, HttpApiStage> live() {
        return Map.copyOf(live);
    }
}

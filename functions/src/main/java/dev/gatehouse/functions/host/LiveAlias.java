package dev.gatehouse.functions.host;

import java.util.Map;

/**
 * Where an alias points.
 *
 * @param version the version that takes what the weights leave
 * @param weights at most one further version with its share, 0.0 to 1.0
 */
public record LiveAlias(String version, Map<String, Double> weights) {
    public LiveAlias {
        weights = Map.copyOf(weights);
    }
}

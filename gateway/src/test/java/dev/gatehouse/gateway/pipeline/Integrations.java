package dev.gatehouse.gateway.pipeline;

import dev.gatehouse.gateway.stage.HttpIntegration;
import java.util.Map;

/** Integrations with parameter mappings. */
final class Integrations {
    private Integrations() {}

    static HttpIntegration function(Map<String, String> requestParameters) {
        return new HttpIntegration.LambdaProxy(
                Gateway.FUNCTION, "2.0", 30_000, requestParameters, Map.of());
    }

    static HttpIntegration backend(
            String uri,
            Map<String, String> requestParameters,
            Map<String, Map<String, String>> responseParameters) {
        return new HttpIntegration.HttpProxy(
                "ANY", uri, null, null, 30_000, requestParameters, responseParameters);
    }
}

package dev.gatehouse.gateway.call;

import java.util.Map;

/** What events, expressions and ARNs say about the stage that a call reached. */
public record StageFacts(
        String account,
        String region,
        String apiId,
        String stage,
        String deploymentId,
        Map<String, String> variables) {
    public static final String DEFAULT = "$default";

    public StageFacts {
        variables = Map.copyOf(variables);
    }

    public boolean isDefault() {
        return stage.equals(DEFAULT);
    }
}

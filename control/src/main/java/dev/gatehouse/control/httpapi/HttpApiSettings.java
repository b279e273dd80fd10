package dev.gatehouse.control.httpapi;

import dev.gatehouse.gateway.stage.HttpApiStage.Throttle;
import java.util.Map;

/**
 * What the configuration decides about HTTP APIs.
 *
 * @param privateTargets where a VPC link leads: the ARN of a listener or of a Cloud Map service to
 *     {@code host:port}
 * @param accountThrottle what all APIs of an account share
 */
public record HttpApiSettings(
        int routesPerApi,
        int integrationsPerApi,
        int stagesPerApi,
        int vpcLinks,
        Map<String, String> privateTargets,
        Throttle accountThrottle) {
    public HttpApiSettings {
        privateTargets = Map.copyOf(privateTargets);
    }

    /** AWS's quotas and no private targets. AWS docs: HTTP API quotas. */
    public static HttpApiSettings defaults() {
        return new HttpApiSettings(300, 300, 10, 10, Map.of(), new Throttle(10_000, 5_000));
    }

    public HttpApiSettings withRoutesPerApi(int limit) {
        return new HttpApiSettings(
                limit,
                Math.max(limit, integrationsPerApi),
                stagesPerApi,
                vpcLinks,
                privateTargets,
                accountThrottle);
    }

    public HttpApiSettings withPrivateTargets(Map<String, String> targets) {
        return new HttpApiSettings(
                routesPerApi, integrationsPerApi, stagesPerApi, vpcLinks, targets, accountThrottle);
    }

    public HttpApiSettings withAccountThrottle(Throttle throttle) {
        return new HttpApiSettings(
                routesPerApi, integrationsPerApi, stagesPerApi, vpcLinks, privateTargets, throttle);
    }
}

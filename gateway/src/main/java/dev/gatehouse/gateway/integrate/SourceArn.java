package dev.gatehouse.gateway.integrate;

import dev.gatehouse.gateway.call.StageFacts;
import dev.gatehouse.gateway.route.RouteKey;
import org.jspecify.annotations.Nullable;

/**
 * The ARN by which the resource policy of a function knows the route that calls it; rendered once,
 * unless the route answers any verb.
 */
final class SourceArn {
    private final String beforeVerb;
    private final String behindVerb;

    /** Null when the verb is the caller's. */
    private final @Nullable String whole;

    SourceArn(StageFacts stage, RouteKey route) {
        String api = stage.region() + ":" + stage.account() + ":" + stage.apiId();
        beforeVerb = "arn:aws:execute-api:" + api + "/" + stage.stage() + "/";
        behindVerb = route.path();
        if (route.isDefault()) {
            whole = beforeVerb + RouteKey.DEFAULT;
        } else {
            whole =
                    route.verb().equals(RouteKey.ANY)
                            ? null
                            : beforeVerb + route.verb() + behindVerb;
        }
    }

    String of(String verb) {
        return whole == null ? beforeVerb + verb + behindVerb : whole;
    }
}

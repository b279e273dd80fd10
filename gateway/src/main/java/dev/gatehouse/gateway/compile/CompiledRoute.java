package dev.gatehouse.gateway.compile;

import dev.gatehouse.gateway.admit.Admission;
import dev.gatehouse.gateway.integrate.Integration;
import dev.gatehouse.gateway.route.RouteKey;
import dev.gatehouse.gateway.transform.RequestTransform;
import dev.gatehouse.gateway.transform.ResponseTransform;

/** A route, ready to answer. */
public record CompiledRoute(
        RouteKey key,
        Admission admission,
        RequestTransform requestTransform,
        Integration integration,
        ResponseTransform responseTransform) {}

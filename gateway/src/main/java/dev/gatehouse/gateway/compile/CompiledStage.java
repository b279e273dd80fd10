package dev.gatehouse.gateway.compile;

import dev.gatehouse.gateway.call.StageFacts;
import dev.gatehouse.gateway.respond.CorsRules;
import dev.gatehouse.gateway.route.RouteTable;
import org.jspecify.annotations.Nullable;

/**
 * A deployed stage, ready to answer; a request keeps the one that it began with.
 *
 * @param endpointDisabled whether the API answers at its custom domains only
 * @param cors null when the API has no CORS configuration
 */
public record CompiledStage(
        StageFacts facts,
        boolean endpointDisabled,
        @Nullable CorsRules cors,
        RouteTable<CompiledRoute> routes) {}

package dev.gatehouse.gateway.pipeline;

import dev.gatehouse.gateway.call.RoutedCall;
import dev.gatehouse.gateway.compile.CompiledRoute;

/** A call whose route is known. */
record Routed(RoutedCall call, CompiledRoute route) {}

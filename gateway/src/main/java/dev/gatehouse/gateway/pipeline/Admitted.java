package dev.gatehouse.gateway.pipeline;

import dev.gatehouse.gateway.call.RoutedCall;
import dev.gatehouse.gateway.compile.CompiledRoute;

/** A call that no limit stands against. */
record Admitted(RoutedCall call, CompiledRoute route) {}

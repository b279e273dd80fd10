package dev.gatehouse.gateway.pipeline;

import dev.gatehouse.gateway.call.Call;
import dev.gatehouse.gateway.compile.CompiledStage;
import dev.gatehouse.gateway.route.RequestPath;

/**
 * A call whose stage is known.
 *
 * @param path behind the stage's name
 */
record Located(Call call, CompiledStage stage, RequestPath path) {}

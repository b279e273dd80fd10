package dev.gatehouse.gateway.pipeline;

import dev.gatehouse.foundation.json.Json;
import dev.gatehouse.gateway.integrate.LambdaInvoker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/** Functions that return their event, unless told what becomes of the next calls. */
final class EchoFunctions implements LambdaInvoker {
    final List<LambdaCall> calls = new ArrayList<>();
    private CompletionStage<LambdaOutcome> outcome = new CompletableFuture<>();
    private boolean echo = true;

    @Override
    public CompletionStage<LambdaOutcome> invoke(LambdaCall call) {
        calls.add(call);
        return echo
                ? CompletableFuture.completedStage(new LambdaOutcome.Answered(call.event()))
                : outcome;
    }

    void become(LambdaOutcome next) {
        become(CompletableFuture.completedStage(next));
    }

    void become(CompletionStage<LambdaOutcome> next) {
        echo = false;
        outcome = next;
    }

    LambdaCall last() {
        return calls.getLast();
    }

    JsonNode lastEvent() {
        return Json.parse(last().event());
    }
}

package dev.gatehouse.gateway.pipeline;

import dev.gatehouse.foundation.json.Json;
import dev.gatehouse.gateway.integrate.LambdaInvoker;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Functions that return their event, unless told what becomes of the next calls. */
final class EchoFunctions implements LambdaInvoker {
    final List<LambdaCall> calls = new CopyOnWriteArrayList<>();
    private volatile @Nullable CompletionStage<LambdaOutcome> outcome;

    @Override
    public CompletionStage<LambdaOutcome> invoke(LambdaCall call) {
        CompletionStage<LambdaOutcome> told = outcome;
        calls.add(call);
        return told == null
                ? CompletableFuture.completedStage(new LambdaOutcome.Answered(call.event()))
                : told;
    }

    void become(LambdaOutcome next) {
        become(CompletableFuture.completedStage(next));
    }

    void become(CompletionStage<LambdaOutcome> next) {
        outcome = next;
    }

    LambdaCall last() {
        return calls.getLast();
    }

    JsonNode lastEvent() {
        return Json.parse(last().event());
    }
}

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
    private volatile String called = "";
    private volatile @Nullable CompletionStage<LambdaOutcome> outcome;

    @Override
    public LambdaFunction function(String arn) {
        return call -> {
            CompletionStage<LambdaOutcome> told = outcome;
            calls.add(call);
            called = arn;
            return told == null
                    ? CompletableFuture.completedStage(new LambdaOutcome.Answered(call.event()))
                    : told;
        };
    }

    void become(LambdaOutcome next) {
        become(CompletableFuture.completedStage(next));
    }

    void become(CompletionStage<LambdaOutcome> next) {
        outcome = next;
    }

    /** The ARN of the function that was called last. */
    String called() {
        return called;
    }

    LambdaCall last() {
        return calls.getLast();
    }

    JsonNode lastEvent() {
        return Json.parse(last().event());
    }
}

package dev.gatehouse.gateway.integrate;

import dev.gatehouse.gateway.fault.GatewayFault;
import dev.gatehouse.gateway.transform.Answer;
import dev.gatehouse.gateway.transform.Outbound;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a route leads to, compiled. */
public sealed interface Integration permits LambdaProxy, HttpProxy, Integration.Broken {
    /** Fails with a {@link GatewayFault} when there is no answer to pass on. */
    CompletionStage<Answer> call(Outbound outbound);

    /** What could not be compiled, and answers as AWS does: with a 500 when it is called. */
    record Broken(String reason) implements Integration {
        @Override
        public CompletionStage<Answer> call(Outbound outbound) {
            return CompletableFuture.failedStage(
                    new GatewayFault(GatewayFault.Kind.INTERNAL, reason));
        }
    }
}

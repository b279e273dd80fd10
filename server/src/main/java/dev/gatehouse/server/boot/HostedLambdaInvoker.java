package dev.gatehouse.server.boot;

import dev.gatehouse.foundation.arn.Arn;
import dev.gatehouse.foundation.id.Ids;
import dev.gatehouse.functions.host.Caller;
import dev.gatehouse.functions.host.FunctionHost;
import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.functions.host.Invocation;
import dev.gatehouse.functions.host.InvokeOutcome;
import dev.gatehouse.gateway.integrate.LambdaInvoker;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lets the gateway call the functions of the host in API Gateway's name. */
final class HostedLambdaInvoker implements LambdaInvoker {
    private static final String PRINCIPAL = "apigateway.amazonaws.com";
    private static final String FUNCTION = "function:";

    private final FunctionHost host;

    HostedLambdaInvoker(FunctionHost host) {
        this.host = host;
    }

    @Override
    public LambdaFunction function(String arn) {
        Optional<FunctionRef> function = reference(arn);
        if (function.isPresent()) {
            return call -> invoke(function.get(), call);
        }
        LambdaOutcome refused = new LambdaOutcome.Refused(arn + " is not the ARN of a function");
        return _ -> CompletableFuture.completedStage(refused);
    }

    private CompletionStage<LambdaOutcome> invoke(FunctionRef function, LambdaCall call) {
        return host.invoke(
                        function,
                        new Caller.Service(PRINCIPAL, call.sourceArn(), call.sourceAccount()),
                        new Invocation(Ids.requestId(), call.event(), call.traceHeader(), null))
                .thenApply(HostedLambdaInvoker::outcome);
    }

    private static LambdaOutcome outcome(InvokeOutcome outcome) {
        return switch (outcome) {
            case InvokeOutcome.Succeeded(byte[] payload, var _) ->
                    new LambdaOutcome.Answered(payload);
            case InvokeOutcome.Failed(byte[] payload, var _) ->
                    new LambdaOutcome.FunctionFailed(payload);
            case InvokeOutcome.Throttled _ -> new LambdaOutcome.Throttled();
            case InvokeOutcome.NotFound(String arn) ->
                    new LambdaOutcome.Refused("there is no " + arn);
            case InvokeOutcome.Forbidden(String arn) ->
                    new LambdaOutcome.Refused(
                            "the resource policy of " + arn + " does not allow this API");
            case InvokeOutcome.TooLarge _ -> new LambdaOutcome.TooLarge();
            case InvokeOutcome.Unavailable(String reason) -> new LambdaOutcome.Unavailable(reason);
        };
    }

    /** {@code …:function:NAME[:QUALIFIER]}. */
    private static Optional<FunctionRef> reference(String text) {
        Optional<Arn> arn = Arn.parse(text);
        if (arn.isEmpty()
                || !arn.get().service().equals("lambda")
                || !arn.get().resource().startsWith(FUNCTION)) {
            return Optional.empty();
        }
        String name = arn.get().resource().substring(FUNCTION.length());
        int colon = name.indexOf(':');
        FunctionId id =
                new FunctionId(
                        arn.get().account(),
                        arn.get().region(),
                        colon < 0 ? name : name.substring(0, colon));
        return Optional.of(new FunctionRef(id, colon < 0 ? null : name.substring(colon + 1)));
    }
}

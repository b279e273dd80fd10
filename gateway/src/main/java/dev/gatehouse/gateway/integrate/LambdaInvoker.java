package dev.gatehouse.gateway.integrate;

import java.util.concurrent.CompletionStage;

/**
 * How the gateway calls functions; whoever composes the program puts the function host behind it.
 */
@FunctionalInterface
public interface LambdaInvoker {
    /**
     * Never fails: what can go wrong is in the outcome. Does not look at the integration's
     * time-out; the caller does.
     */
    CompletionStage<LambdaOutcome> invoke(LambdaCall call);

    /**
     * One call.
     *
     * @param functionArn with its qualifier, if any
     * @param sourceArn the route that calls, for the function's resource policy
     * @param event the JSON payload
     */
    record LambdaCall(
            String functionArn,
            String sourceArn,
            String sourceAccount,
            String traceHeader,
            byte[] event) {}

    /** What became of a call. */
    sealed interface LambdaOutcome {
        record Answered(byte[] payload) implements LambdaOutcome {}

        /** The function raised an error, timed out or crashed. */
        record FunctionFailed(byte[] payload) implements LambdaOutcome {}

        /** No permission, or no such function or alias. */
        record Refused(String reason) implements LambdaOutcome {}

        record Throttled() implements LambdaOutcome {}

        /** The event is larger than Lambda takes. */
        record TooLarge() implements LambdaOutcome {}

        /** The function cannot be run here and now. */
        record Unavailable(String reason) implements LambdaOutcome {}
    }
}

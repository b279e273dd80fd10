package dev.gatehouse.gateway.integrate;

import java.util.concurrent.CompletionStage;

/**
 * How the gateway calls functions; whoever composes the program puts the function host behind it.
 */
@FunctionalInterface
public interface LambdaInvoker {
    /**
     * What calls the function of this ARN, qualifier included. Asked when a stage is compiled: the
     * function need not exist yet, and an ARN that names none gives one that refuses every call.
     */
    LambdaFunction function(String arn);

    /** One function, for the calls of one integration. */
    @FunctionalInterface
    interface LambdaFunction {
        /**
         * Never fails: what can go wrong is in the outcome. Does not look at the integration's
         * time-out; the caller does.
         */
        CompletionStage<LambdaOutcome> call(LambdaCall call);
    }

    /**
     * One call.
     *
     * @param sourceArn the route that calls, for the function's resource policy
     * @param event the JSON payload
     */
    record LambdaCall(String sourceArn, String sourceAccount, String traceHeader, byte[] event) {}

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

package dev.gatehouse.functions.host;

/** What became of an invocation. */
public sealed interface InvokeOutcome {
    /** The function answered. */
    record Succeeded(byte[] payload, Execution execution) implements InvokeOutcome {}

    /**
     * The function, or its process, failed.
     *
     * @param payload {@code {"errorMessage":…,"errorType":…}}
     */
    record Failed(byte[] payload, Execution execution) implements InvokeOutcome {}

    /** No environment was free and the limits allow no more. */
    record Throttled(Reason reason) implements InvokeOutcome {
        /** AWS's own words for {@code Reason}. */
        public enum Reason {
            ConcurrentInvocationLimitExceeded,
            ReservedFunctionConcurrentInvocationLimitExceeded
        }
    }

    /** There is no such function, version or alias: the reference leads nowhere. */
    record NotFound(String arn) implements InvokeOutcome {}

    /** The resource policy does not allow this caller. */
    record Forbidden(String arn) implements InvokeOutcome {}

    /** The payload is larger than Lambda takes. */
    record TooLarge(int limit) implements InvokeOutcome {}

    /** The function cannot be run on this machine, or the server is shutting down. */
    record Unavailable(String reason) implements InvokeOutcome {}

    /**
     * How it ran.
     *
     * @param executedVersion the version that an alias led to
     * @param logTail the last 4 KB of this invocation's log lines; empty unless the invocation
     *     asked for it
     */
    record Execution(String executedVersion, byte[] logTail) {}
}

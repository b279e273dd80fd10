package dev.gatehouse.functions.host;

import java.util.concurrent.CompletionStage;

/** Runs functions. Safe for any number of threads; nothing here waits for a process. */
public interface FunctionHost extends AutoCloseable {
    /**
     * Makes the function, as it stands in the value, the one that is invoked; environments of
     * versions it lacks go away.
     */
    void publish(LiveFunction function);

    void remove(FunctionId id);

    /** Never fails: what can go wrong is in the outcome. */
    CompletionStage<InvokeOutcome> invoke(
            FunctionRef function, Caller caller, Invocation invocation);

    /** Which interpreter of this machine a runtime identifier would get. */
    RuntimeChoice runtime(String identifier);

    /** Lets invocations in flight finish within their time-outs' grace and ends every process. */
    @Override
    void close();
}

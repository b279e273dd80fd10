package dev.gatehouse.functions.host;

import org.jspecify.annotations.Nullable;

/**
 * One event for a function.
 *
 * @param requestId the id that the function sees and that its log lines carry
 * @param payload the event, JSON; not copied, so never changed
 * @param traceHeader for {@code _X_AMZN_TRACE_ID}: {@code Root=…;Parent=…;Sampled=…}; one that
 *     names no root gives way to a new one
 * @param clientContext the decoded client context, JSON
 * @param tail whether the caller wants the tail of the log, for which it then waits
 */
public record Invocation(
        String requestId,
        byte[] payload,
        @Nullable String traceHeader,
        @Nullable String clientContext,
        boolean tail) {
    /** An event whose caller does not want the tail of the log. */
    public Invocation(
            String requestId,
            byte[] payload,
            @Nullable String traceHeader,
            @Nullable String clientContext) {
        this(requestId, payload, traceHeader, clientContext, false);
    }
}

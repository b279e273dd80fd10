package dev.gatehouse.functions.host;

import org.jspecify.annotations.Nullable;

/**
 * One event for a function.
 *
 * @param requestId the id that the function sees and that its log lines carry
 * @param payload the event, JSON; not copied, so never changed
 * @param traceHeader for {@code _X_AMZN_TRACE_ID}: {@code Root=…;Parent=…;Sampled=…}
 * @param clientContext the decoded client context, JSON
 */
public record Invocation(
        String requestId,
        byte[] payload,
        @Nullable String traceHeader,
        @Nullable String clientContext) {}

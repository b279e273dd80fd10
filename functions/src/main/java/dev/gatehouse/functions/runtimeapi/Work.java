package dev.gatehouse.functions.runtimeapi;

import org.jspecify.annotations.Nullable;

/**
 * An invocation as a runtime receives it.
 *
 * @param deadline when the function's time is over, milliseconds since the epoch
 * @param payload the event, handed through as it is
 */
public record Work(
        String requestId,
        long deadline,
        String invokedArn,
        String traceHeader,
        @Nullable String clientContext,
        byte[] payload) {}

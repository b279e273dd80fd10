package dev.gatehouse.functions.environment;

import dev.gatehouse.functions.runtimeapi.Poll;
import org.jspecify.annotations.Nullable;

/**
 * What an environment is doing. Every state ends by itself when its time is over: {@code until} is
 * in the timer's nanoseconds.
 *
 * <pre>
 * Starting → Idle ⇄ Busy → Away → Idle      any → Stopping → Dead
 * </pre>
 */
sealed interface EnvironmentState {
    long NEVER = Long.MAX_VALUE;

    long until();

    /** The word that the Runtime API uses for it. */
    default String word() {
        return getClass().getSimpleName();
    }

    /**
     * The process starts or runs the function's initialisation code.
     *
     * @param first the invocation for which initialisation is repeated after it failed; its
     *     time-out runs already
     */
    record Starting(@Nullable Assignment first, long until) implements EnvironmentState {}

    /** The runtime waits for work. */
    record Idle(Poll poll, long until) implements EnvironmentState {}

    /** The runtime has an invocation. */
    record Busy(Assignment assignment, long until) implements EnvironmentState {}

    /**
     * The runtime has answered, or lost its poll, and has not asked for work again.
     *
     * @param requestId the answered request, or empty
     */
    record Away(String requestId, long until) implements EnvironmentState {}

    /** Was told to end. */
    record Stopping(long until) implements EnvironmentState {}

    /** The process has ended. */
    record Dead() implements EnvironmentState {
        @Override
        public long until() {
            return NEVER;
        }
    }

    /**
     * An invocation in this environment.
     *
     * @param begun when its time began to run
     */
    record Assignment(Turn turn, long begun) {}
}

package dev.gatehouse.functions.environment;

import java.time.Duration;

/**
 * How long an environment may do what.
 *
 * @param init how long initialisation may take before an invocation waits for it, 10 s on AWS
 * @param idle how long it is kept without work
 * @param life how old it may get; its credentials must live longer
 * @param stop how long it may take to end after SIGTERM
 */
public record EnvironmentLimits(Duration init, Duration idle, Duration life, Duration stop) {
    public EnvironmentLimits {
        for (Duration limit : new Duration[] {init, idle, life, stop}) {
            if (limit.compareTo(Watch.SHORTEST) < 0) {
                throw new IllegalArgumentException(
                        limit + " is shorter than " + Watch.SHORTEST + ", the shortest limit");
            }
        }
    }

    public static EnvironmentLimits defaults() {
        return new EnvironmentLimits(
                Duration.ofSeconds(10),
                Duration.ofMinutes(10),
                Duration.ofHours(2),
                Duration.ofMillis(500));
    }
}

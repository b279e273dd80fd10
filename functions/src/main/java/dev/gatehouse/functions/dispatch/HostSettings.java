package dev.gatehouse.functions.dispatch;

import dev.gatehouse.functions.environment.EnvironmentLimits;
import java.time.Duration;

/**
 * How much the host may do at once, and how long it waits.
 *
 * @param accountConcurrency invocations in flight per account and region, 1000 on AWS
 * @param simultaneousStarts environments that may start at once; protects the machine
 * @param affinity whether busy environments may be bound to the processors of their event loops
 * @param closeGrace how long {@code close} waits for invocations in flight
 */
public record HostSettings(
        int accountConcurrency,
        int simultaneousStarts,
        boolean affinity,
        Duration closeGrace,
        EnvironmentLimits environments) {
    public HostSettings {
        if (accountConcurrency < 1 || simultaneousStarts < 1) {
            throw new IllegalArgumentException(
                    "accountConcurrency ("
                            + accountConcurrency
                            + ") and simultaneousStarts ("
                            + simultaneousStarts
                            + ") must be at least 1");
        }
    }

    public static HostSettings defaults() {
        return new HostSettings(
                1000,
                2 * Runtime.getRuntime().availableProcessors(),
                true,
                Duration.ofSeconds(5),
                EnvironmentLimits.defaults());
    }
}

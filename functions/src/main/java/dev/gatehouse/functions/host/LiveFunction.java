package dev.gatehouse.functions.host;

import java.util.Map;
import java.util.OptionalInt;

/**
 * One function as it can be invoked now, swapped whole when anything changes.
 *
 * @param versions by version, {@code $LATEST} among them
 * @param aliases by name
 * @param policies the resource policies by qualifier; the unqualified function's under the empty
 *     string
 * @param reservedConcurrency the function's share of the account's concurrency; zero switches it
 *     off
 */
public record LiveFunction(
        FunctionId id,
        Map<String, FunctionVersion> versions,
        Map<String, LiveAlias> aliases,
        Map<String, ResourcePolicy> policies,
        OptionalInt reservedConcurrency) {
    public LiveFunction {
        versions = Map.copyOf(versions);
        aliases = Map.copyOf(aliases);
        policies = Map.copyOf(policies);
    }
}

package dev.gatehouse.functions.dispatch;

import dev.gatehouse.functions.host.LiveAlias;
import dev.gatehouse.functions.host.LiveFunction;
import dev.gatehouse.functions.permission.Permissions;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One function as it can be invoked now: what its qualifiers lead to, who may call it and what its
 * invocations count against. Immutable; a change is a new value.
 *
 * @param pools by version
 */
record HostedFunction(
        LiveFunction live,
        Map<String, VersionPool> pools,
        Permissions permissions,
        ConcurrencyLimit concurrency) {
    static final String LATEST = "$LATEST";

    HostedFunction {
        pools = Map.copyOf(pools);
    }

    /** The pool that serves an invocation of this qualifier; null when it leads nowhere. */
    @Nullable VersionPool choose(@Nullable String qualifier) {
        String name = qualifier == null ? LATEST : qualifier;
        LiveAlias alias = live.aliases().get(name);
        return pools.get(alias == null ? name : versionOf(alias));
    }

    private static String versionOf(LiveAlias alias) {
        if (!alias.weights().isEmpty()) {
            double point = ThreadLocalRandom.current().nextDouble();
            for (Map.Entry<String, Double> other : alias.weights().entrySet()) {
                point -= other.getValue();
                if (point < 0) {
                    return other.getKey();
                }
            }
        }
        return alias.version();
    }
}

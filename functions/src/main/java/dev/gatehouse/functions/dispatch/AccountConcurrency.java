package dev.gatehouse.functions.dispatch;

import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.InvokeOutcome.Throttled.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Divides the concurrency of each account and region: what functions have reserved is theirs alone,
 * the rest is shared by all others (AWS docs: Lambda, "Configuring reserved concurrency").
 */
final class AccountConcurrency {
    private final int perAccount;
    private final Map<Account, Shares> accounts = new HashMap<>();

    private record Account(String account, String region) {}

    private record Shares(
            ConcurrencyLimit shared,
            Map<FunctionId, ConcurrencyLimit> reserved,
            Map<FunctionId, Integer> sizes) {}

    AccountConcurrency(int perAccount) {
        this.perAccount = perAccount;
    }

    /** The limit that the function's invocations count against from now on. */
    synchronized ConcurrencyLimit share(FunctionId function, OptionalInt reserved) {
        Shares shares = shares(function);
        if (reserved.isPresent()) {
            shares.sizes.put(function, reserved.getAsInt());
        } else {
            shares.sizes.remove(function);
        }
        int taken = shares.sizes.values().stream().mapToInt(Integer::intValue).sum();
        shares.shared.change(Math.max(0, perAccount - taken));
        if (reserved.isEmpty()) {
            shares.reserved.remove(function);
            return shares.shared;
        }
        ConcurrencyLimit own =
                shares.reserved.computeIfAbsent(
                        function,
                        _ ->
                                new ConcurrencyLimit(
                                        Reason.ReservedFunctionConcurrentInvocationLimitExceeded,
                                        0));
        own.change(reserved.getAsInt());
        return own;
    }

    private Shares shares(FunctionId function) {
        return accounts.computeIfAbsent(
                new Account(function.account(), function.region()),
                _ ->
                        new Shares(
                                new ConcurrencyLimit(
                                        Reason.ConcurrentInvocationLimitExceeded, perAccount),
                                new HashMap<>(),
                                new HashMap<>()));
    }
}

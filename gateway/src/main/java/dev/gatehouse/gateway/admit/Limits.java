package dev.gatehouse.gateway.admit;

import dev.gatehouse.gateway.stage.HttpApiStage.Throttle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The buckets of all accounts, stages and routes. They live beside the compiled stages: a bucket
 * whose settings stay the same keeps its level when its stage is deployed anew.
 */
public final class Limits {
    private final ConcurrentHashMap<String, TokenBucket> buckets = new ConcurrentHashMap<>();
    private final Throttle account;
    private final LongSupplier ticker;

    /**
     * @param account what an account may do in a region, all its APIs together
     * @param ticker nanoseconds from any origin, never going back
     */
    public Limits(Throttle account, LongSupplier ticker) {
        this.account = account;
        this.ticker = ticker;
    }

    /** AWS's own limit for an account: 10,000 requests a second with a burst of 5,000. */
    public static Throttle awsAccountLimit() {
        return new Throttle(10_000, 5_000);
    }

    public TokenBucket ofAccount(String accountId, String region) {
        return bucket("account/" + accountId + "/" + region, account);
    }

    /** The bucket that routes without one of their own share. */
    public TokenBucket ofStage(String apiId, String stage, Throttle throttle) {
        return bucket(prefix(apiId, stage), throttle);
    }

    public TokenBucket ofRoute(String apiId, String stage, String routeKey, Throttle throttle) {
        return bucket(prefix(apiId, stage) + routeKey, throttle);
    }

    /** Forgets the buckets of a stage that is gone. */
    public void forget(String apiId, String stage) {
        String prefix = prefix(apiId, stage);
        buckets.keySet().removeIf(key -> key.startsWith(prefix));
    }

    long now() {
        return ticker.getAsLong();
    }

    private TokenBucket bucket(String key, Throttle throttle) {
        return buckets.compute(
                key,
                (_, existing) ->
                        existing != null && existing.is(throttle.rate(), throttle.burst())
                                ? existing
                                : new TokenBucket(
                                        throttle.rate(), throttle.burst(), ticker.getAsLong()));
    }

    private static String prefix(String apiId, String stage) {
        return "stage/" + apiId + "/" + stage + "/";
    }
}

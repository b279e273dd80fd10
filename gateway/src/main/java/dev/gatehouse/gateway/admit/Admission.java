package dev.gatehouse.gateway.admit;

import java.util.List;

/**
 * The buckets that a route's requests take from, the narrowest first, as AWS evaluates them. A
 * request that a wider one refuses has cost the narrower ones a token all the same.
 */
public record Admission(List<TokenBucket> buckets, Limits limits) {
    public Admission {
        buckets = List.copyOf(buckets);
    }

    public boolean admits() {
        long now = limits.now();
        for (int i = 0; i < buckets.size(); i++) {
            if (!buckets.get(i).take(now)) {
                return false;
            }
        }
        return true;
    }
}

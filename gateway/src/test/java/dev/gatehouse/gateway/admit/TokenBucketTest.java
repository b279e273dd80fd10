package dev.gatehouse.gateway.admit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void admitsItsBurstAndThenItsRate() {
        TokenBucket bucket = new TokenBucket(10, 5, 0);

        assertThat(taken(bucket, 0, 20)).isEqualTo(5);
        assertThat(taken(bucket, SECOND / 10, 20)).isEqualTo(1);
        assertThat(taken(bucket, SECOND / 2, 20)).isEqualTo(4);
        assertThat(taken(bucket, 100 * SECOND, 20)).isEqualTo(5);
    }

    @Test
    void aRateOrBurstOfZeroAdmitsNothing() {
        assertThat(taken(new TokenBucket(0, 5, 0), SECOND, 1)).isZero();
        assertThat(taken(new TokenBucket(5, 0, 0), SECOND, 1)).isZero();
    }

    @Test
    void fractionsOfATokenAddUp() {
        TokenBucket bucket = new TokenBucket(0.5, 1, 0);

        assertThat(taken(bucket, 0, 1)).isEqualTo(1);
        assertThat(taken(bucket, SECOND, 1)).isZero();
        assertThat(taken(bucket, 2 * SECOND, 1)).isEqualTo(1);
    }

    @Test
    void theTickerMayOverflow() {
        long start = Long.parseLong("9223372036854775797");
        TokenBucket bucket = new TokenBucket(1, 2, start);

        assertThat(taken(bucket, start, 5)).isEqualTo(2);
        assertThat(taken(bucket, start + SECOND, 5)).isEqualTo(1);
    }

    @Test
    void manyThreadsTogetherGetNoMoreThanTheBurst() throws Exception {
        TokenBucket bucket = new TokenBucket(1, 1000, 0);
        Callable<Long> half = () -> taken(bucket, 0, 1000);

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Long> one = threads.submit(half);
            Future<Long> other = threads.submit(half);
            assertThat(one.get() + other.get()).isEqualTo(1000);
        }
    }

    private static long taken(TokenBucket bucket, long now, int attempts) {
        return IntStream.range(0, attempts).filter(_ -> bucket.take(now)).count();
    }
}

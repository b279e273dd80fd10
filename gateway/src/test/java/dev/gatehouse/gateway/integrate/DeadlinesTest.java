package dev.gatehouse.gateway.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final Deadlines deadlines = new Deadlines();
    private final Exception late = new Exception("late");

    @Test
    void onlyWhatIsLateFails() {
        CompletableFuture<String> answered = CompletableFuture.completedFuture("in time");
        CompletableFuture<String> slow = new CompletableFuture<>();
        CompletableFuture<String> never = new CompletableFuture<>();

        deadlines.limit(answered, 1, late);
        deadlines.limit(slow, HOUR, late);
        deadlines.limit(never, 1, late);

        assertThat(never).failsWithin(PATIENCE).withThrowableThat().withCause(late);
        assertThat(answered).isCompletedWithValue("in time");
        assertThat(slow).isNotDone();
    }

    @Test
    void theSweepBeginsAgainAfterARest() {
        for (int i = 0; i < 3; i++) {
            CompletableFuture<String> never = new CompletableFuture<>();
            deadlines.limit(never, 1, late);
            assertThat(never).failsWithin(PATIENCE).withThrowableThat().withCause(late);
        }
    }
}

package dev.gatehouse.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.server.ClientLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aWindowMustBringItsBytes() {
        Pace pace = pace(100);
        assertThat(pace.tooSlow(2 * SECOND - 1, 0)).isFalse();
        assertThat(pace.tooSlow(2 * SECOND, 199)).isTrue();
        assertThat(pace(100).tooSlow(2 * SECOND, 200)).isFalse();
    }

    @Test
    void aQuickBeginningEarnsNoTimeToTrickle() {
        Pace pace = pace(100);
        assertThat(pace.tooSlow(2 * SECOND, 1_000_000)).isFalse();
        assertThat(pace.tooSlow(4 * SECOND, 1_000_199)).isTrue();
    }

    @Test
    void aNewBeginningForgetsThePast() {
        Pace pace = pace(100);
        pace.begin(10 * SECOND, 50);
        assertThat(pace.tooSlow(12 * SECOND - 1, 50)).isFalse();
        assertThat(pace.tooSlow(12 * SECOND, 249)).isTrue();
    }

    @Test
    void withoutALeastRateNobodyIsTooSlow() {
        assertThat(pace(0).tooSlow(100 * SECOND, -5)).isFalse();
    }

    /** With windows of two seconds, the first of which begins at 0. */
    private static Pace pace(int bytesPerSecond) {
        Duration window = Duration.ofSeconds(2);
        Pace pace = Pace.ofBodies(new ClientLimits(1, 1, window, Duration.ZERO, bytesPerSecond));
        pace.begin(0, 0);
        return pace;
    }
}

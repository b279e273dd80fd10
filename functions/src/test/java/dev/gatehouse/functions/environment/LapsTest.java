package dev.gatehouse.functions.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LapsTest {
    private final Thread loop = new Thread(() -> {});
    private final Thread other = new Thread(() -> {});

    private static long micros(long count) {
        return TimeUnit.MICROSECONDS.toNanos(count);
    }

    /** How many of a thousand answers complete a lap, with so much time between them. */
    private int laps(Laps laps, long nanosBetween) {
        int complete = 0;
        for (int i = 0; i < 1_000; i++) {
            complete += laps.complete(loop, i * nanosBetween) ? 1 : 0;
        }
        return complete;
    }

    @Test
    void thousandsOfAnswersASecondCompleteLaps() {
        assertThat(laps(new Laps(), micros(100))).isEqualTo(3);
    }

    @Test
    void hundredsOfAnswersASecondCompleteNone() {
        assertThat(laps(new Laps(), micros(1_000))).isZero();
    }

    @Test
    void answersByChangingLoopsCompleteNone() {
        Laps laps = new Laps();
        for (int i = 0; i < 1_000; i++) {
            assertThat(laps.complete(i % 2 == 0 ? loop : other, micros(i))).isFalse();
        }
    }
}

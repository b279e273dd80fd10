package dev.gatehouse.wire.schema;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampFormatTest {
    @ParameterizedTest
    @ValueSource(strings = {"1e12", "1e2147483647", "1e-31", "1e-99999999", "1e-2147483647"})
    void secondsThatNoClockShowsAreRefusedAtOnce(String seconds) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () ->
                        assertThatThrownBy(() -> TimestampFormat.ofSeconds(new BigDecimal(seconds)))
                                .isInstanceOf(DateTimeException.class));
    }
}

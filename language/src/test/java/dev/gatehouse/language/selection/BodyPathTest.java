package dev.gatehouse.language.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyPathTest {
    private static final String PAYLOAD =
            """
            {"a":{"b":["x",{"c d":7}],"n":null,"t":true},"é":"ü","last":{"k":[1, 2]}}\
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".a.b[0]          | x",
                ".a.b[1]['c d']   | 7",
                ".a.t             | true",
                ".é               | ü",
                ".last            | {\"k\":[1, 2]}",
                ".last.k          | [1, 2]",
                "['a'][\"b\"][0]  | x",
                ".a.n             |",
                ".a.b[2]          |",
                ".a.b.x           |",
                ".nowhere         |",
            })
    void selects(String path, @Nullable String value) {
        assertThat(select(path, PAYLOAD)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..a",
                ".a..b",
                ".a[*]",
                ".*",
                ".a[?(@.b)]",
                ".",
                "[",
                "[]",
                "[-1]",
                "a",
                ".a]"
            })
    void refusesWhatAwsDoesNotTake(String path) {
        assertThat(BodyPath.parse(path)).isEmpty();
    }

    @Test
    void findsOnlyWhatEndsWithinTheFirstHundredKilobytes() {
        String cut = "{\"first\":\"1\",\"long\":\"" + "x".repeat(200_000) + "\",\"after\":\"2\"}";

        assertThat(select(".first", cut)).isEqualTo("1");
        assertThat(select(".long", cut)).isNull();
        assertThat(select(".after", cut)).isNull();
        assertThat(select("", cut)).isEqualTo(cut.substring(0, 100 * 1024));
    }

    @Test
    void readsNothingButUtf8() {
        byte[] payload = PAYLOAD.getBytes(StandardCharsets.UTF_16BE);

        assertThat(BodyPath.parse(".last").orElseThrow().select(payload)).isNull();
    }

    @Test
    void selectsNothingFromWhatIsNoJson() {
        assertThat(select(".a", "a=1")).isNull();
        assertThat(select(".a", "")).isNull();
    }

    private static @Nullable String select(String path, String payload) {
        return BodyPath.parse(path).orElseThrow().select(payload.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.gatehouse.gateway.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.foundation.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "\"\\/",
                "\b\f\n\r\t",
                "\u0000\u001f\u007f",
                "é€",
                "😀 and more",
                "long long long long long long long long long long long long"
            })
    void everyStringComesBackFromAParser(String text) {
        byte[] written = JsonBytes.begin(1).string(text).bytes();
        byte[] rewritten = JsonBytes.begin(1).text(text.getBytes(StandardCharsets.UTF_8)).bytes();

        assertThat(Json.parse(written).asString()).isEqualTo(text);
        assertThat(rewritten).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\udc00b", "\ud800x"})
    void anUnpairedSurrogateIsReplaced(String text) {
        byte[] written = JsonBytes.begin(1).string(text).bytes();

        assertThat(Json.parse(written).asString()).contains("\ufffd");
    }

    @Test
    void textsOfOneThreadShareNothing() {
        byte[] first = JsonBytes.begin(8).string("first").bytes();
        JsonBytes open = JsonBytes.begin(8).string("open");
        byte[] within = JsonBytes.begin(8).string("within").bytes();

        assertThat(first).asString().isEqualTo("\"first\"");
        assertThat(within).asString().isEqualTo("\"within\"");
        assertThat(open.bytes()).asString().isEqualTo("\"open\"");
    }
}

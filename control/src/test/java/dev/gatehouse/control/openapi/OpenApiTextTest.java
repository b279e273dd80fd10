package dev.gatehouse.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.foundation.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenApiTextTest {
    @Test
    void yamlAndJsonGiveTheSameTree() {
        String yaml =
                """
                openapi: 3.0.1
                paths:
                  /a:
                    get:
                      responses:
                        200: {description: "yes", deprecated: true}
                """;
        assertThat(OpenApiText.parse(yaml))
                .isEqualTo(
                        Json.parse(
                                """
                                {"openapi":"3.0.1","paths":{"/a":{"get":{"responses":
                                {"200":{"description":"yes","deprecated":true}}}}}}
                                """));
    }

    @Test
    void whatIsWrittenAsYamlReadsBack() {
        var tree = OpenApiText.parse("{\"a\":{\"b\":[\"1.0\",true,\"no\",\"x: y\\n\"]}}");
        assertThat(OpenApiText.parse(OpenApiText.toYaml(tree))).isEqualTo(tree);
        assertThat(OpenApiText.parse(OpenApiText.toJson(tree))).isEqualTo(tree);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":1} x",
                "a: 1\na: 2",
                "a: [1",
                "- 1",
                "just text",
                "",
                "a: !!java.net.URL [x]",
                "a: &x [*x]",
                "? [a, b]\n: 1"
            })
    void brokenTextIsRefused(String text) {
        assertThatThrownBy(() -> OpenApiText.parse(text))
                .isInstanceOf(OpenApiException.class)
                .hasMessageStartingWith("Invalid OpenAPI input");
    }

    @Test
    void billionLaughsAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [lol, lol]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThatThrownBy(() -> OpenApiText.parse(bomb.toString()))
                .isInstanceOf(OpenApiException.class);
        String within = bomb.substring(0, bomb.indexOf("a25:"));
        assertThatThrownBy(() -> OpenApiText.parse(within)).isInstanceOf(OpenApiException.class);
    }

    /** A list as a key would be written out as text, with every alias in it. */
    @Test
    void billionLaughsInAKeyAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [lol, lol]\n");
        for (int i = 1; i < 24; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThatThrownBy(() -> OpenApiText.parse(bomb + "? *a23\n: 1\n"))
                .isInstanceOf(OpenApiException.class);
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> OpenApiText.parse("a: " + "[".repeat(100_000)))
                .isInstanceOf(OpenApiException.class);
        assertThatThrownBy(() -> OpenApiText.parse("{\"a\":" + "[".repeat(100_000)))
                .isInstanceOf(OpenApiException.class);
    }

    @Test
    void largerThanSixMegabytesIsRefused() {
        assertThatThrownBy(() -> OpenApiText.parse("{\"a\":\"" + "x".repeat(6 << 20) + "\"}"))
                .hasMessage("API definition is larger than 6 MB");
    }
}

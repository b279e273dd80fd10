package dev.gatehouse.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AWS docs: Set the API Gateway OpenAPI basePath property. */
class BasePathTest {
    @ParameterizedTest
    @CsvSource({
        "ignore,  /a/b/c, /e, /e",
        "prepend, /a/b/c, /e, /a/b/c/e",
        "split,   /a/b/c, /e, /b/c/e",
        "prepend, a,      /,  /a",
        "prepend, //a//,  /e, /a/e",
        "split,   /a,     /e, /e",
        "split,   /a,     /,  /",
        "prepend, '',     /e, /e",
        "prepend, /,      /e, /e"
    })
    void pathIsAsTheModeSays(String mode, String base, String path, String expected) {
        assertThat(BasePath.of(mode).apply(base, path)).isEqualTo(expected);
    }
}

package dev.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteKeyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET",
                "GET ",
                "GET pets",
                "/pets",
                "GET /a/{p+}/b",
                "GET /{}",
                "GET /{+}",
                "GET /{p",
                "GET /p}",
                "GET /a{p}"
            })
    void refusesWhatIsNoRouteKey(String text) {
        assertThat(RouteKey.parse(text)).isEmpty();
    }

    @Test
    void variablesKnowWhereTheirValuesStand() {
        RouteKey key = RouteKey.parse("GET /a/{one}/b/{rest+}").orElseThrow();
        RequestPath path = RequestPath.parse("/a/x%2Fy/b/c%20d/e/").orElseThrow();

        assertThat(key.variables())
                .extracting(RouteKey.Variable::name)
                .containsExactly("one", "rest");
        assertThat(key.variables()).extracting(v -> v.value(path)).containsExactly("x/y", "c d/e/");
        assertThat(key.variables())
                .extracting(v -> v.rawValue(path))
                .containsExactly("x%2Fy", "c%20d/e/");
    }
}

package dev.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "/./a",
                "/a/..",
                "/../a",
                "/a/.",
                "/%2e/a",
                "/%2e%2E/a",
                "/.%2e/a",
                "/..;/a",
                "/a%2f../b",
                "/..%2Fa",
                "/a%2f%2e",
                "/a%2F..;x",
                "/.;x=1/a",
                "/a\\b",
                "/a%5cb",
                "/a%5Cb",
                "/a%00b",
                "/a%0d%0ab",
                "/a%7f",
                "/a%",
                "/a%2",
                "/a%zz",
                "/a%ff",
                "/a%c0%af",
                "/a%ed%a0%80",
                "/a b",
                "/a#b",
                "/a?b",
                "/\u00e9",
                "/a%e9",
                "/a\u0000"
            })
    void whatOthersMightReadDifferentlyHasNoForm(String raw) {
        assertThat(RequestPath.parse(raw)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/            | -",
                "/a           | a",
                "/a/          | a,-",
                "//a          | -,a",
                "/a//b        | a,-,b",
                "/a;x=1/b     | a;x=1,b",
                "/a%20b/%C3%A9| a b,é",
                "/a%2Fb       | a/b",
                "/a+b         | a+b",
                "/a%252Fb     | a%2Fb",
                "/...         | ...",
                "/.well-known | .well-known",
            })
    void segmentsAreDecodedOnceAndNothingIsRepaired(String raw, String segments) {
        RequestPath path = RequestPath.parse(raw).orElseThrow();

        List<String> found = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            found.add(path.segment(i).isEmpty() ? "-" : path.segment(i));
        }
        assertThat(String.join(",", found)).isEqualTo(segments);
    }

    @Test
    void textIsDecodedButForSlashesOfASegment() {
        RequestPath path = RequestPath.parse("/a%20b/c%2Fd%C3%A9/%e2%82%ac").orElseThrow();

        assertThat(path.text()).isEqualTo("/a b/c%2Fdé/€");
        assertThat(path.textFrom(1)).isEqualTo("c%2Fdé/€");
        assertThat(path.rawFrom(1)).isEqualTo("c%2Fd%C3%A9/%e2%82%ac");
        assertThat(path.rawSegment(1)).isEqualTo("c%2Fd%C3%A9");
        assertThat(path.rawSegment(2)).isEqualTo("%e2%82%ac");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"/prod | ''", "/prod/ | /", "/prod/a | /a", "/prod//a | //a"})
    void theTailIsWhatFollowsTheFirstSegment(String raw, String tail) {
        RequestPath path = RequestPath.parse(raw).orElseThrow().tail();

        assertThat(path.text()).isEqualTo(tail);
        assertThat(path.raw()).isEqualTo(tail);
        assertThat(path.isRoot()).isEqualTo(tail.length() < 2);
    }
}

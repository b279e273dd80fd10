package dev.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
    /** The example of AWS docs, "Create routes for HTTP APIs". */
    @ParameterizedTest
    @CsvSource({
        "GET,  /pets/dog/1,     GET /pets/dog/1",
        "GET,  /pets/dog/2,     GET /pets/dog/{id}",
        "GET,  /pets/cat/1,     GET /pets/{proxy+}",
        "POST, /test/5,         ANY /{proxy+}",
        "GET,  /,               ANY /{proxy+}",
    })
    void selectsAsAwsDocuments(String verb, String path, String route) {
        RouteTable<String> table =
                table(
                        "GET /pets/dog/1",
                        "GET /pets/dog/{id}",
                        "GET /pets/{proxy+}",
                        "ANY /{proxy+}",
                        "$default");

        assertThat(find(table, verb, path)).isEqualTo(route);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /,              GET /",
        "GET,    /a,             ANY /a",
        "GET,    /a/b,           GET /a/b",
        "POST,   /a/b,           ANY /a/b",
        "GET,    /a/x,           GET /a/{p}",
        "PUT,    /a/x,           ",
        "GET,    /a/b/c,         GET /a/{p}/c",
        "GET,    /a/b/d,         ANY /{q}/b/d",
        "GET,    /g/1,           GET /g/{r+}",
        "GET,    /g/1/2/3,       ANY /g/{s}/{t+}",
        "GET,    /g/1/,          ANY /g/{s}/{t+}",
        "GET,    /g/,            GET /g/{r+}",
        "GET,    /g,             ",
        "GET,    /g//1,          GET /g/{r+}",
        "DELETE, /g/s/1,         ANY /g/{s}/{t+}",
        "DELETE, /g/1,           ",
        "GET,    /v/1,           GET /v/{one}",
        "GET,    /v/1/toys,      GET /v/{other}/toys",
    })
    void prefersFullThenLiteralThenVerb(String verb, String path, @Nullable String route) {
        RouteTable<String> table =
                table(
                        "GET /",
                        "ANY /a",
                        "GET /a/b",
                        "ANY /a/b",
                        "GET /a/{p}",
                        "GET /a/{p}/c",
                        "ANY /{q}/b/d",
                        "GET /g/{r+}",
                        "ANY /g/{s}/{t+}",
                        "GET /v/{one}",
                        "GET /v/{other}/toys");

        assertThat(find(table, verb, path)).isEqualTo(route);
    }

    @ParameterizedTest
    @CsvSource({
        "/pets/",
        "//pets",
        "/pets//",
        "/PETS",
        "/pets;x=1",
        "/pets%2F",
        "/",
        "/pet",
        "/petss"
    })
    void aMutationOfAPathIsAnotherPath(String path) {
        RouteTable<String> table = table("GET /pets");

        assertThat(find(table, "GET", path)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"/p%65ts/1", "/pets/%31", "/%70%65%74%73/1"})
    void anEscapeThatWasNotNeededIsTheSamePath(String path) {
        RouteTable<String> table = table("GET /pets/1", "$default");

        assertThat(find(table, "GET", path)).isEqualTo("GET /pets/1");
    }

    @ParameterizedTest
    @CsvSource({"/pets/", "/", "//", "/pets//toys"})
    void aVariableOfOneSegmentIsNeverEmpty(String path) {
        RouteTable<String> table = table("GET /pets/{id}", "GET /{a}/{b}/toys", "GET /{a}");

        assertThat(find(table, "GET", path)).isNull();
    }

    /** AWS answers so, with an empty path parameter. */
    @ParameterizedTest
    @CsvSource({
        "/,       GET /{all+}",
        "/pets/,  GET /pets/{rest+}",
        "/pets,   GET /{all+}",
    })
    void aGreedyVariableTakesTheNothingBehindASlash(String path, String route) {
        RouteTable<String> table = table("GET /pets/{rest+}", "GET /{all+}");

        assertThat(find(table, "GET", path)).isEqualTo(route);
    }

    @Test
    void theRootOfAStageNeedsNoSlash() {
        RouteTable<String> table = table("GET /{all+}");
        RequestPath root = RequestPath.parse("/prod").orElseThrow().tail();

        assertThat(table.find("GET", root)).isEqualTo("GET /{all+}");
        assertThat(RouteKey.parse("GET /{all+}").orElseThrow().variables())
                .singleElement()
                .satisfies(all -> {
                    assertThat(all.value(root)).isEmpty();
                    assertThat(all.rawValue(root)).isEmpty();
                });
    }

    @Test
    void anEncodedSlashStaysInsideItsSegment() {
        RouteTable<String> table = table("GET /admin/{x}", "GET /{x}", "$default");

        assertThat(find(table, "GET", "/admin%2Fx")).isEqualTo("GET /{x}");
    }

    @Test
    void literalsAndVariablesAtEveryLevelAreAllTried() {
        RouteTable<String> table = table("GET /a/a/a/a/x", "GET /{a}/{b}/{c}/{d}/y");

        assertThat(find(table, "GET", "/a/a/a/a/y")).isEqualTo("GET /{a}/{b}/{c}/{d}/y");
    }

    private static RouteTable<String> table(String... keys) {
        RouteTable.Builder<String> builder = new RouteTable.Builder<>();
        for (String key : List.of(keys)) {
            builder.add(RouteKey.parse(key).orElseThrow(), key);
        }
        return builder.build();
    }

    private static @Nullable String find(RouteTable<String> table, String verb, String path) {
        return table.find(verb, RequestPath.parse(path).orElseThrow());
    }
}

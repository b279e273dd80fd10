package dev.gatehouse.language.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.language.variable.Scope;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "plain > plain",
                "$request.header.id > header id",
                "$request.header.none >",
                "$request.querystring.q > query q",
                "$request.path > /the/path",
                "$request.path.p > parameter p",
                "$request.body.a > 1",
                "$request.body > {\"a\":1}",
                "$context.requestId > context requestId",
                "$stageVariables.v > variable v",
                "$response.header.h > response h",
                "$response.body.b > 2",
                "${request.header.id} > header id",
                "${request.header.none} >",
                "a${request.header.none}b > ab",
                "(${request.path.p}|${context.stage}) > (parameter p|context stage)",
                "/$request.path.p > /parameter p",
                "/a/$request.path.p/b > /a/parameter p/b",
                "$request.path.p/$context.stage > parameter p/context stage",
                "$request.path/x > /the/path/x",
                "a$request.header.none/b > a/b",
                "costs $5 or $x > costs $5 or $x",
            })
    void readsItsVariables(String expression, @Nullable String value) {
        assertThat(Expression.parse(expression).orElseThrow().evaluate(new NamingScope()))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$nothing",
                "$nothing/x",
                "$request.cookie.a",
                "a${nothing}",
                "a${request.header.b",
                "${}"
            })
    void refusesWhatIsNoVariable(String expression) {
        assertThat(Expression.parse(expression)).isEmpty();
    }

    /** A call in which everything is called by its own name and {@code none} is absent. */
    private static final class NamingScope implements Scope {
        @Override
        public @Nullable String requestHeader(String name) {
            return name.equals("none") ? null : "header " + name;
        }

        @Override
        public String requestQuery(String name) {
            return "query " + name;
        }

        @Override
        public String requestPath() {
            return "/the/path";
        }

        @Override
        public String pathParameter(String name) {
            return "parameter " + name;
        }

        @Override
        public byte[] requestBody() {
            return "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String context(String name) {
            return "context " + name;
        }

        @Override
        public String stageVariable(String name) {
            return "variable " + name;
        }

        @Override
        public String responseHeader(String name) {
            return "response " + name;
        }

        @Override
        public byte[] responseBody() {
            return "{\"b\":2}".getBytes(StandardCharsets.UTF_8);
        }
    }
}

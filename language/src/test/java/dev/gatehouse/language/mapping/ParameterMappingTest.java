package dev.gatehouse.language.mapping;

import static dev.gatehouse.language.mapping.ParameterMapping.Direction.REQUEST;
import static dev.gatehouse.language.mapping.ParameterMapping.Direction.RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Source: AWS docs, "Transform API requests and responses for HTTP APIs". */
class ParameterMappingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "append:header.x-id > $request.header.id",
                "overwrite:header.X-Id > ${request.header.id}-${context.requestId}",
                "remove:header.x-id > ''",
                "append:querystring.q > $request.querystring.q",
                "overwrite:header.Host > inner.example",
                "overwrite:querystring.q > plain text",
                "overwrite:path > $request.path",
                "overwrite:path > /a/${request.path.id}/${stageVariables.v}",
                "append:header.h > $request.body.a.b[0]",
                "append:header.h > $context.authorizer.claims.sub",
            })
    void takesWhatAwsDocumentsForRequests(String key, String value) {
        assertThat(ParameterMapping.check(REQUEST, key, value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "append:header.h > $response.header.id",
                "append:header.h > $response.body.a",
                "append:header.h > $request.header.id",
                "overwrite:statuscode > 201",
            })
    void takesWhatAwsDocumentsForResponses(String key, String value) {
        assertThat(ParameterMapping.check(RESPONSE, key, value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorization", "Connection", "X-Amz-Date", "x-amzn-trace-id", "apigw-requestid",
                "Access-Control-Allow-Origin", "via", "Transfer-Encoding", "X-Forwarded-For", "TE",
                "X-Forwarded-Port", "Expect"
            })
    void refusesReservedHeaders(String header) {
        assertThat(ParameterMapping.check(REQUEST, "overwrite:header." + header, "x"))
                .contains(
                        "Invalid mapping expression specified: Validation Result: warnings : [],"
                                + " errors : [Operations on header "
                                + header.toLowerCase(java.util.Locale.ROOT)
                                + " are restricted]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"append:header.host", "remove:header.Host"})
    void aHostIsOverwrittenOrLeftAlone(String key) {
        assertThat(ParameterMapping.check(REQUEST, key, ""))
                .hasValueSatisfying(error ->
                        assertThat(error).contains("Operations on header host are restricted"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "append:path > /x",
                "overwrite:statuscode > 200",
                "header.x > y",
                "append:header. > y",
                "append:cookie.x > y",
                "append:header.x > $request.cookie.y",
                "append:header.x > ${request.header.y",
                "append:header.x > $request.body..y",
                "append:header.x > $response.header.y",
                "remove:header.x > y",
                "append:header.a b > y",
                "append:header.a:b > y",
            })
    void refusesEverythingElseInRequests(String key, String value) {
        assertThat(ParameterMapping.check(REQUEST, key, value)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "overwrite:path > /x",
                "append:querystring.q > y",
                "overwrite:statuscode > abc",
                "overwrite:statuscode > 99",
                "overwrite:statuscode > 101",
            })
    void refusesEverythingElseInResponses(String key, String value) {
        assertThat(ParameterMapping.check(RESPONSE, key, value)).isPresent();
    }

    @Test
    void compilationNamesWhatItRefuses() {
        assertThatThrownBy(() -> ParameterMapping.compile(REQUEST, Map.of("append:header.x", "$y")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Invalid mapping expression parameter specified: $y");
    }
}

package dev.gatehouse.gateway.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.gateway.fault.GatewayFault;
import dev.gatehouse.gateway.transform.Answer;
import dev.gatehouse.http.message.BytesBody;
import dev.gatehouse.http.message.Headers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Source: AWS docs, "Create AWS Lambda proxy integrations for HTTP APIs". */
class FunctionResultTest {
    private static final Headers JSON = Headers.of("content-type", "application/json");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ \"message\": \"Hello from Lambda!\" } | { \"message\": \"Hello from Lambda!\" }",
                "\"Hello from \\u0041!\" | Hello from A!",
                "3.1   | 3.1",
                "true  | true",
                "[1,2] | [1,2]",
                "null  | null",
                "{}    | {}",
                "{\"headers\":7,\"body\":[]} | {\"headers\":7,\"body\":[]}",
            })
    void format2InfersAResponse(String result, String body) {
        Answer answer = FunctionResult.inferred(result.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).isEqualTo(JSON);
        assertThat(text(answer)).isEqualTo(body);
    }

    @Test
    void format2TakesItsResponseObject() {
        Answer answer =
                inferred(
                        """
                        {"cookies":["c1=v1","c2=v2; Secure"],"isBase64Encoded":true,"statusCode":201,
                         "headers":{"Content-Type":"image/png","X-Number":7,"X-Yes":true,"X-Null":null},
                         "body":"aGk=","other":{"ignored":[]}}
                        """);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers())
                .isEqualTo(
                        Headers.of(
                                "content-type",
                                "image/png",
                                "x-number",
                                "7",
                                "x-yes",
                                "true",
                                "set-cookie",
                                "c1=v1",
                                "set-cookie",
                                "c2=v2; Secure"));
        assertThat(text(answer)).isEqualTo("hi");
    }

    @Test
    void aResponseWithoutContentTypeIsPlainText() {
        Answer answer = inferred("{\"statusCode\":\"204\"}");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers())
                .isEqualTo(Headers.of("content-type", "text/plain; charset=utf-8"));
        assertThat(text(answer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\":1",
                "not json",
                "{\"a\":1} and more",
                "{\"statusCode\":200}{}",
                "\"text\" \"text\"",
                "1 2",
                "{\"statusCode\":\"two hundred\"}",
                "{\"statusCode\":99}",
                "{\"statusCode\":101}",
                "{\"statusCode\":600}",
                "{\"statusCode\":200.5}",
                "{\"statusCode\":null}",
                "{\"statusCode\":{}}",
                "{\"statusCode\":200,\"body\":{}}",
                "{\"statusCode\":200,\"headers\":[]}",
                "{\"statusCode\":200,\"headers\":{\"a\":[]}}",
                "{\"statusCode\":200,\"cookies\":\"a=b\"}",
                "{\"statusCode\":200,\"cookies\":[1]}",
                "{\"statusCode\":200,\"isBase64Encoded\":\"yes\"}",
                "{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"***\"}",
                "{\"statusCode\":200,\"headers\":{\"a\":\"b\\r\\nset-cookie: c=d\"}}",
                "{\"statusCode\":200,\"headers\":{\"a\\r\\nb\":\"c\"}}",
                "{\"statusCode\":200,\"headers\":{\"\":\"c\"}}",
                "{\"statusCode\":200,\"cookies\":[\"a=b\\nc: d\"]}"
            })
    void whatIsNoResponseIsAnInternalError(String result) {
        assertThatThrownBy(() -> inferred(result))
                .isInstanceOfSatisfying(
                        GatewayFault.class,
                        fault -> assertThat(fault.kind()).isEqualTo(GatewayFault.Kind.INTERNAL));
    }

    @Test
    void connectionAndGatewayHeadersOfAFunctionAreDropped() {
        Answer answer =
                inferred(
                        """
                        {"statusCode":200,"headers":{"Connection":"close","Transfer-Encoding":"chunked",
                         "Content-Length":"5","Keep-Alive":"1","Upgrade":"h2c","TE":"x","Date":"now",
                         "apigw-requestid":"forged","content-type":"a/b","ETag":"1"}}
                        """);

        assertThat(answer.headers()).isEqualTo(Headers.of("content-type", "a/b", "etag", "1"));
    }

    @Test
    void format1MergesBothKindsOfHeaders() {
        Answer answer =
                explicit(
                        """
                        {"statusCode":200,"headers":{"A":"1","B":"2"},
                         "multiValueHeaders":{"a":["1","3"],"Content-Type":["x/y"]},
                         "cookies":["not=in this format"],"body":"é"}
                        """);

        assertThat(answer.headers())
                .isEqualTo(Headers.of("a", "1", "a", "3", "content-type", "x/y", "b", "2"));
        assertThat(text(answer)).isEqualTo("é");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"body\":\"x\"}",
                "\"text\"",
                "null",
                "[]",
                "7",
                "",
                "{\"statusCode\":200} 1"
            })
    void format1NeedsAStatusCode(String result) {
        assertThatThrownBy(() -> explicit(result)).isInstanceOf(GatewayFault.class);
    }

    private static Answer inferred(String result) {
        return FunctionResult.inferred(result.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer explicit(String result) {
        return FunctionResult.explicit(result.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Answer answer) {
        return new String(((BytesBody) answer.body()).bytes(), StandardCharsets.UTF_8);
    }
}

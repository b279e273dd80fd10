package dev.gatehouse.wire.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.gatehouse.foundation.json.Json;
import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateAliasResponse;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** Whatever a caller sends, the answer is AWS's error and never a 500. */
class BadInputTest {
    private static final String FUNCTIONS = "/2015-03-31/functions";

    private final Calls calls =
            new Calls(
                    ServiceOperations.of("lambda")
                            .on(
                                    "CreateFunction",
                                    CreateFunctionRequest::builder,
                                    (CreateFunctionRequest input, CallContext call) ->
                                            CreateFunctionResponse.builder().build())
                            .on("GetFunction", GetFunctionRequest::builder, BadInputTest::broken)
                            .on(
                                    "CreateAlias",
                                    CreateAliasRequest::builder,
                                    (CreateAliasRequest input, CallContext call) ->
                                            CreateAliasResponse.builder().build())
                            .build(),
                    ServiceOperations.of("sts")
                            .on(
                                    "AssumeRole",
                                    AssumeRoleRequest::builder,
                                    (AssumeRoleRequest input, CallContext call) ->
                                            AssumeRoleResponse.builder().build())
                            .build());

    private static GetFunctionResponse broken(GetFunctionRequest input, CallContext call) {
        throw new IllegalStateException("secret inner state");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "",
                "nonsense",
                "[]",
                "\"text\"",
                "{} {}",
                "{\"FunctionName\": 1}",
                "{\"FunctionName\": {\"a\": 1}}",
                "{\"FunctionName\": \"a\", \"FunctionName\": \"b\"}",
                "{\"Timeout\": 1e999999999}",
                "{\"Timeout\": 1e2147483647}",
                "{\"Timeout\": 99999999999999999999999999}",
                "{\"Timeout\": \"3\"}",
                "{\"Publish\": \"true\"}",
                "{\"Code\": {\"ZipFile\": \"***\"}}",
                "{\"Layers\": \"a\"}",
                "{\"Layers\": [null]}",
                "{\"Environment\": {\"Variables\": []}}",
                "{\"FunctionName\": \"\\ud800\"}"
            })
    void malformedJsonIsA400(String body) {
        Response response = calls.post("lambda", FUNCTIONS, "application/json", body);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers().first("x-amzn-ErrorType"))
                .isIn("SerializationException", "ValidationException");
        assertThat(Json.parse(Calls.bytes(response)).path("message").asString()).isNotEmpty();
        assertThat(response.headers().first("x-amzn-RequestId")).isEqualTo("request-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void whatIsNoNumberBreaksEveryBound(String weight) {
        String weights = "{\"AdditionalVersionWeights\":{\"2\":\"" + weight + "\"}}";
        String alias =
                "{\"Name\":\"a\",\"FunctionVersion\":\"1\",\"RoutingConfig\":" + weights + "}";

        Response response =
                calls.post("lambda", FUNCTIONS + "/hello/aliases", "application/json", alias);

        assertThat(response.status()).isEqualTo(400);
        assertThat(Json.parse(Calls.bytes(response)).path("message").asString())
                .contains("Member must have value less than or equal to 1");
    }

    @Test
    void deepAndLongDocumentsAreRefused() {
        String deep = "{\"x\":".repeat(100_000);
        String digits = "{\"Timeout\": " + "9".repeat(100_000) + "}";

        assertThat(calls.post("lambda", FUNCTIONS, "application/json", deep).status())
                .isEqualTo(400);
        assertThat(calls.post("lambda", FUNCTIONS, "application/json", digits).status())
                .isEqualTo(400);
    }

    @Test
    void aWrongContentTypeIsA415() {
        Response response = calls.post("lambda", FUNCTIONS, "application/xml", "<a/>");

        assertThat(response.status()).isEqualTo(415);
        assertThat(response.headers().first("x-amzn-ErrorType"))
                .isEqualTo("UnsupportedMediaTypeException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Action=AssumeRole&DurationSeconds=x",
                "Action=AssumeRole&DurationSeconds.member.1=5",
                "Action=AssumeRole&PolicyArns.member.x.arn=a",
                "Action=AssumeRole&RoleArn=%",
                "Action=AssumeRole&RoleArn=%ff",
                "Action=AssumeRole"
            })
    void malformedFormsAreA400(String form) {
        Response response = calls.post("sts", "/", "application/x-www-form-urlencoded", form);

        assertThat(response.status()).isEqualTo(400);
        assertThat(Calls.text(response)).contains("<Type>Sender</Type>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere",
                "/2015-03-31/functions/a/b/c/d",
                "//",
                "/%",
                "/%ff",
                "/2015-03-31/functions/a/aliases/..",
                "/2015-03-31/functions/./a"
            })
    void unknownPathsAreA404(String path) {
        Response response = calls.post("lambda", path, "application/json", "{}");

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.headers().first("x-amzn-ErrorType"))
                .isEqualTo("UnknownOperationException");
    }

    @ParameterizedTest
    @ValueSource(strings = {FUNCTIONS + "/%zz", FUNCTIONS + "/%", FUNCTIONS + "/%ff"})
    void labelsThatCannotBeDecodedAreClaimedAndRefused(String path) {
        assertThat(calls.unsigned("GET", path, Headers.empty(), "").status()).isEqualTo(403);
        Response response = calls.signed("GET", "lambda", path, Headers.empty(), "");
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers().first("x-amzn-ErrorType"))
                .isEqualTo("SerializationException");
    }

    @Test
    void lookingForACredentialTakesNoLongerThanTheTextIsLong() {
        String scopes = "AWS4-HMAC-SHA256 " + "Credential=a".repeat(5_000);
        String parts = "AWS4-HMAC-SHA256 " + "Credential=a/1/".repeat(5_000);
        String query = "&X-Amz-Credential=/11111111".repeat(3_000);

        assertTimeout(
                Duration.ofSeconds(2),
                () -> {
                    for (int i = 0; i < 20; i++) {
                        assertThat(ApiCallMarks.signedForService(signed(scopes, ""))).isFalse();
                        assertThat(ApiCallMarks.signedForService(signed(parts, ""))).isFalse();
                        assertThat(ApiCallMarks.signedForService(signed(null, query))).isFalse();
                    }
                });
    }

    private static Request signed(@Nullable String authorization, String query) {
        Headers headers =
                authorization == null
                        ? Headers.empty()
                        : Headers.of("Authorization", authorization);
        return new Request("GET", "/", query, headers, Body.empty(), new LocalConnection());
    }

    @Test
    void whatAHandlerHidesStaysHidden() {
        Response response =
                calls.signed("GET", "lambda", FUNCTIONS + "/hello", Headers.empty(), "");

        assertThat(response.status()).isEqualTo(500);
        assertThat(Calls.text(response)).doesNotContain("secret");
    }

    @Test
    void unsignedCallsAreRefusedInTheirProtocol() {
        Response response = calls.unsigned("GET", FUNCTIONS, Headers.empty(), "");

        assertThat(response.status()).isEqualTo(403);
        assertThat(Json.parse(Calls.bytes(response)).path("message").asString())
                .isEqualTo("Missing Authentication Token");
    }
}

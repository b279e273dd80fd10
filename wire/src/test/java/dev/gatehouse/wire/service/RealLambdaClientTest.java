package dev.gatehouse.wire.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** The marshallers of the unmodified Lambda client against our codecs, both directions. */
class RealLambdaClientTest {
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:hello";

    @Test
    void createFunctionArrivesWholeAndItsAnswerReturnsWhole() {
        AtomicReference<CreateFunctionRequest> seen = new AtomicReference<>();
        CreateFunctionResponse answer =
                CreateFunctionResponse.builder()
                        .functionName("hello")
                        .functionArn(ARN)
                        .runtime(Runtime.NODEJS22_X)
                        .memorySize(512)
                        .codeSize(4L)
                        .lastModified("2026-01-02T03:04:05.678+0000")
                        .architectures(Architecture.X86_64)
                        .environment(e -> e.variables(Map.of("A", "1")))
                        .build();
        LambdaClient lambda =
                lambda(
                        ServiceOperations.of("lambda")
                                .on(
                                        "CreateFunction",
                                        CreateFunctionRequest::builder,
                                        (CreateFunctionRequest input, CallContext call) -> {
                                            seen.set(input);
                                            return answer;
                                        }));
        CreateFunctionRequest request =
                CreateFunctionRequest.builder()
                        .functionName("hello")
                        .runtime(Runtime.NODEJS22_X)
                        .role("arn:aws:iam::000000000000:role/r")
                        .handler("index.handler")
                        .code(c -> c.zipFile(SdkBytes.fromByteArray(new byte[] {0, 1, -1, 127})))
                        .timeout(7)
                        .publish(true)
                        .architectures(Architecture.ARM64)
                        .layers(List.of())
                        .environment(e -> e.variables(Map.of("KEY", "ü € 😀", "EMPTY", "")))
                        .tags(Map.of("a", "b"))
                        .build();

        CreateFunctionResponse received = lambda.createFunction(request);

        assertThat(seen.get()).isEqualTo(request);
        assertThat(received).matches(answer::equalsBySdkFields);
        assertThat(received.sdkHttpResponse().statusCode()).isEqualTo(201);
        assertThat(received.sdkHttpResponse().firstMatchingHeader("x-amzn-RequestId"))
                .contains("request-1");
    }

    @Test
    void invokeCarriesRawPayloadsAndHeaders() {
        LambdaClient lambda =
                lambda(
                        ServiceOperations.of("lambda")
                                .on(
                                        "Invoke",
                                        InvokeRequest::builder,
                                        RealLambdaClientTest::invoke));

        InvokeResponse response =
                lambda.invoke(r ->
                        r.functionName(ARN)
                                .qualifier("live")
                                .logType(LogType.TAIL)
                                .payload(SdkBytes.fromUtf8String("{\"a\":1}")));

        assertThat(response.payload().asUtf8String()).isEqualTo(ARN + "|live|Tail|{\"a\":1}");
        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(response.executedVersion()).isEqualTo("3");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.sdkHttpResponse().firstMatchingHeader("Content-Type"))
                .contains("application/json");
    }

    private static InvokeResponse invoke(InvokeRequest input, CallContext call) {
        String text =
                String.join(
                        "|",
                        input.functionName(),
                        input.qualifier(),
                        input.logTypeAsString(),
                        input.payload().asUtf8String());
        return InvokeResponse.builder()
                .statusCode(200)
                .functionError("Unhandled")
                .executedVersion("3")
                .payload(SdkBytes.fromUtf8String(text))
                .build();
    }

    @Test
    void listFunctionsPagesByQueryParameters() {
        LambdaClient lambda =
                lambda(
                        ServiceOperations.of("lambda")
                                .on(
                                        "ListFunctions",
                                        ListFunctionsRequest::builder,
                                        (ListFunctionsRequest input, CallContext call) ->
                                                ListFunctionsResponse.builder()
                                                        .functions(named(input.marker()))
                                                        .nextMarker("" + input.maxItems())
                                                        .build()));

        ListFunctionsResponse page = lambda.listFunctions(r -> r.marker("a b&c").maxItems(5));

        assertThat(page.functions())
                .extracting(FunctionConfiguration::functionName)
                .containsExactly("a b&c");
        assertThat(page.nextMarker()).isEqualTo("5");
    }

    private static FunctionConfiguration named(String name) {
        return FunctionConfiguration.builder().functionName(name).build();
    }

    @Test
    void modelledExceptionsArriveAsThemselves() {
        LambdaClient lambda =
                lambda(
                        ServiceOperations.of("lambda")
                                .on(
                                        "GetFunction",
                                        GetFunctionRequest::builder,
                                        RealLambdaClientTest::missing));

        assertThatThrownBy(() -> lambda.getFunction(r -> r.functionName("nope")))
                .isInstanceOfSatisfying(
                        ResourceNotFoundException.class,
                        e -> {
                            assertThat(e.type()).isEqualTo("User");
                            assertThat(e.statusCode()).isEqualTo(404);
                            assertThat(e.awsErrorDetails().errorMessage())
                                    .isEqualTo("Function not found: nope");
                            assertThat(e.requestId()).isEqualTo("request-1");
                        });
    }

    private static GetFunctionResponse missing(GetFunctionRequest input, CallContext call) {
        throw ResourceNotFoundException.builder()
                .type("User")
                .message("Function not found: " + input.functionName())
                .build();
    }

    @Test
    void inputOutsideTheModelIsRefusedInAwsWords() {
        LambdaClient lambda =
                lambda(
                        ServiceOperations.of("lambda")
                                .on(
                                        "GetFunction",
                                        GetFunctionRequest::builder,
                                        RealLambdaClientTest::missing));

        assertThatThrownBy(() -> lambda.getFunction(r -> r.functionName("a b")))
                .isInstanceOfSatisfying(
                        LambdaException.class,
                        e -> {
                            assertThat(e.statusCode()).isEqualTo(400);
                            assertThat(e.awsErrorDetails().errorCode())
                                    .isEqualTo("ValidationException");
                            assertThat(e.awsErrorDetails().errorMessage())
                                    .startsWith(
                                            "1 validation error detected: Value 'a b' at"
                                                    + " 'functionName' failed to satisfy"
                                                    + " constraint: Member must satisfy regular"
                                                    + " expression pattern: (arn:");
                        });
    }

    @Test
    void anOperationWithoutHandlerNamesItself() {
        LambdaClient lambda = lambda(ServiceOperations.of("lambda"));

        assertThatThrownBy(() -> lambda.listEventSourceMappings())
                .isInstanceOfSatisfying(
                        LambdaException.class,
                        e -> {
                            assertThat(e.statusCode()).isEqualTo(501);
                            assertThat(e.awsErrorDetails().errorMessage())
                                    .isEqualTo(
                                            "Gatehouse does not implement"
                                                    + " lambda:ListEventSourceMappings yet");
                        });
    }

    private static LambdaClient lambda(ServiceOperations.Builder operations) {
        return DirectHttpClient.client(LambdaClient.builder(), operations);
    }
}

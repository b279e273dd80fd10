package dev.gatehouse.control.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FileSystemConfig;

/** What CreateFunction refuses, in AWS's words where AWS refuses it too. */
class RefusalsTest {
    private static final String ACCESS_POINT =
            "arn:aws:elasticfilesystem:us-east-1:000000000000:access-point/fsap-0123456789abcdef0";
    private static final String SIGNING =
            "arn:aws:lambda:us-east-1:000000000000:code-signing-config:csc-0123456789abcdef0";
    private static final String OTHER_ARCHITECTURE =
            UnsupportedSettings.ARCHITECTURE.equals("arm64") ? "x86_64" : "arm64";

    @TempDir Path directory;

    @ParameterizedTest
    @MethodSource({"byAws", "byUs"})
    void isRefused(UnaryOperator<CreateFunctionRequest.Builder> change, String message) {
        try (LambdaPlane lambda = new LambdaPlane(directory)) {
            assertThatThrownBy(() -> lambda.call(change.apply(LambdaPlane.hello()).build()))
                    .hasMessageContaining(message);
            assertThat(lambda.host.live).isEmpty();
        }
    }

    /** AWS docs: CreateFunction; texts as the service answers them. */
    static Stream<Arguments> byAws() {
        String layer = "arn:aws:lambda:us-east-1:000000000000:layer:deps:";
        return Stream.of(
                refused(
                        given -> given.functionName("a b"),
                        "1 validation error detected: Value 'a b' at 'functionName' failed to"
                                + " satisfy constraint: Member must satisfy regular expression"
                                + " pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?"),
                refused(
                        given -> given.functionName("x".repeat(65)),
                        "' at 'functionName' failed to satisfy constraint: Member must have length"
                                + " less than or equal to 64"),
                refused(
                        given -> given.memorySize(127).timeout(901),
                        "2 validation errors detected: Value '901' at 'timeout' failed to satisfy"
                                + " constraint: Member must have value less than or equal to 900;"
                                + " Value '127' at 'memorySize' failed to satisfy constraint:"
                                + " Member must have value greater than or equal to 128"),
                refused(
                        given -> given.role("arn:aws:iam::000000000000:rolex"),
                        "The role defined for the function cannot be assumed by Lambda."),
                refused(
                        given -> given.runtime("python3.7"),
                        "The runtime parameter of python3.7 is no longer supported for creating or"
                                + " updating AWS Lambda functions. We recommend you use a supported"
                                + " runtime while creating or updating functions."),
                refused(
                        given -> given.runtime("cobol"),
                        "Value cobol at 'runtime' failed to satisfy constraint: Member must satisfy"
                                + " enum value set: ["),
                refused(
                        given -> given.handler(null),
                        "Runtime and Handler are mandatory parameters for functions created with"
                                + " deployment packages."),
                refused(
                        variables(Map.of("AWS_REGION", "x")),
                        "contains reserved keys that are currently not supported for modification."
                                + " Reserved keys used in this request: AWS_REGION"),
                refused(
                        variables(Map.of("BIG", "x".repeat(4096))),
                        "exceeded the 4KB limit. String measured: {\"BIG\":\"xxx"),
                refused(
                        code("no zip"),
                        "Could not unzip uploaded file. Please check your file, then try to upload"
                                + " again."),
                refused(code(""), "Uploaded file must be a non-empty zip"),
                refused(
                        given -> given.layers(layer + 1),
                        "Layer version " + layer + "1 does not exist."),
                refused(
                        given ->
                                given.layers(
                                        Stream.of(1, 2, 3, 4, 5, 6).map(n -> layer + n).toList()),
                        "Cannot reference more than 5 layers."),
                refused(
                        given ->
                                given.functionName(
                                        "arn:aws:lambda:eu-west-1:000000000000:function:x"),
                        "Functions from 'eu-west-1' are not reachable in this region"
                                + " ('us-east-1')"),
                refused(
                        given -> given.functionName("111111111111:function:x"),
                        "is not authorized to perform: lambda:CreateFunction on resource:"
                                + " arn:aws:lambda:us-east-1:111111111111:function:x"));
    }

    /** Settings that we cannot honour: the answer names each. */
    static Stream<Arguments> byUs() {
        return Stream.of(
                refused(given -> given.vpcConfig(vpc -> vpc.subnetIds("subnet-1")), "VpcConfig"),
                refused(
                        given -> given.deadLetterConfig(dlq -> dlq.targetArn("arn:aws:sqs:x")),
                        "DeadLetterConfig"),
                refused(given -> given.kmsKeyArn("arn:aws:kms:x"), "KMSKeyArn"),
                refused(
                        given -> given.tracingConfig(tracing -> tracing.mode("Active")),
                        "TracingConfig"),
                refused(
                        given ->
                                given.fileSystemConfigs(
                                        FileSystemConfig.builder()
                                                .localMountPath("/mnt/x")
                                                .arn(ACCESS_POINT)
                                                .build()),
                        "FileSystemConfigs"),
                refused(given -> given.imageConfig(image -> image.command("x")), "ImageConfig"),
                refused(given -> given.packageType("Image"), "PackageType Image"),
                refused(
                        given -> given.snapStart(snap -> snap.applyOn("PublishedVersions")),
                        "SnapStart"),
                refused(given -> given.codeSigningConfigArn(SIGNING), "CodeSigningConfigArn"),
                refused(
                        given -> given.loggingConfig(logging -> logging.logFormat("JSON")),
                        "LoggingConfig.LogFormat"),
                refused(
                        given -> given.loggingConfig(logging -> logging.logGroup("mine")),
                        "LoggingConfig.LogGroup"),
                refused(
                        given -> given.architecturesWithStrings(OTHER_ARCHITECTURE),
                        "Architectures [" + OTHER_ARCHITECTURE + "]"),
                refused(
                        given -> given.code(code -> code.s3Bucket("bucket").s3Key("k")),
                        "S3Bucket"),
                refused(given -> given.code(code -> code.imageUri("x")), "Code.ImageUri"));
    }

    @Test
    void settingsThatAskForNothingAreTaken() {
        try (LambdaPlane lambda = new LambdaPlane(directory)) {
            lambda.call(
                    LambdaPlane.hello()
                            .tracingConfig(tracing -> {})
                            .snapStart(snap -> {})
                            .vpcConfig(vpc -> {})
                            .deadLetterConfig(letters -> letters.targetArn(""))
                            .kmsKeyArn("")
                            .build());
            lambda.settled("hello");
        }
    }

    private static Arguments refused(
            UnaryOperator<CreateFunctionRequest.Builder> change, String message) {
        return arguments(change, message);
    }

    private static UnaryOperator<CreateFunctionRequest.Builder> variables(
            Map<String, String> variables) {
        return given -> given.environment(environment -> environment.variables(variables));
    }

    private static UnaryOperator<CreateFunctionRequest.Builder> code(String bytes) {
        return given -> given.code(code -> code.zipFile(SdkBytes.fromUtf8String(bytes)));
    }
}

package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** Whose words refuse what, in CreateFunction and beyond: the model's first, then the service's. */
class LambdaRefusalTest {
    @RegisterExtension static final RunningServer server = new RunningServer();

    private static Clients clients;

    @BeforeAll
    static void connect() {
        clients = new Clients(server.url());
    }

    @AfterAll
    static void close() {
        clients.close();
    }

    @Test
    void unknownRuntimeIsRefusedByTheService() {
        assertInvalid(
                "Value nodejs99.x at 'runtime' failed to satisfy constraint: Member must satisfy"
                        + " enum value set: [nodejs20.x, ",
                function -> function.runtime("nodejs99.x"));
        assertInvalid("] or be a valid ARN", function -> function.runtime("nodejs99.x"));
    }

    @Test
    void removedRuntimeIsRefusedByTheService() {
        assertInvalid(
                "The runtime parameter of python3.7 is no longer supported for creating or"
                        + " updating AWS Lambda functions.",
                function -> function.runtime("python3.7"));
    }

    @Test
    void modelSpeaksBeforeTheService() {
        assertBroken(
                "1 validation error detected: Value 'a b' at 'functionName' failed to satisfy"
                        + " constraint: Member must satisfy regular expression pattern: ",
                function -> function.functionName("a b").runtime("nodejs99.x"));
    }

    @Test
    void elementsOfAListAreToldTogether() {
        assertBroken(
                "1 validation error detected: Value '[sparc]' at 'architectures' failed to satisfy"
                        + " constraint: Member must satisfy constraint: [Member must satisfy enum"
                        + " value set: [x86_64, arm64], Member must not be null]",
                function -> function.architecturesWithStrings("sparc"));
        assertBroken(
                "1 validation error detected: Value '[here]' at 'layers' failed to satisfy"
                        + " constraint: Member must satisfy constraint: [Member must have length"
                        + " less than or equal to 140, Member must have length greater than or"
                        + " equal to 1, Member must satisfy regular expression pattern: ",
                function -> function.layers("here"));
    }

    @Test
    void keysOfVariablesAreToldTogetherAndNotShown() {
        assertBroken(
                "1 validation error detected: Value at 'environment.variables' failed to satisfy"
                        + " constraint: Map keys must satisfy constraint: [Member must satisfy"
                        + " regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+, Member must not be"
                        + " null]",
                function -> function.environment(e -> e.variables(Map.of("1secret", "x"))));
    }

    @Test
    void weightsOfAnAliasAreToldTogether() {
        assertThatThrownBy(() ->
                        clients.lambda.createAlias(request ->
                                request.functionName("absent")
                                        .name("live")
                                        .functionVersion("1")
                                        .routingConfig(
                                                r -> r.additionalVersionWeights(Map.of("2", 1.5)))))
                .hasMessageStartingWith(
                        "1 validation error detected: Value '{2=1.5}' at"
                                + " 'routingConfig.additionalVersionWeights' failed to satisfy"
                                + " constraint: Map value must satisfy constraint: [Member must"
                                + " have value less than or equal to 1.0, Member must have value"
                                + " greater than or equal to 0.0, Member must not be null]");
    }

    @Test
    void variablesOfMoreThanFourKilobytesAreRefused() {
        String value = "x".repeat(4096);
        assertInvalid(
                "Lambda was unable to configure your environment variables because the environment"
                        + " variables you have provided exceeded the 4KB limit. String measured: "
                        + "{\"LARGE\":\""
                        + value
                        + "\"}",
                function -> function.environment(e -> e.variables(Map.of("LARGE", value))));
    }

    @Test
    void packageOfMoreThan250MegabytesUnzippedIsRefused() {
        byte[] zip = Packages.zip("zeros.bin", new byte[262_144_001]);
        assertInvalid(
                "Unzipped size must be smaller than 262144000 bytes",
                function -> function.code(code -> code.zipFile(SdkBytes.fromByteArray(zip))));
    }

    @Test
    void tagsHaveLimits() {
        Map<String, String> many =
                IntStream.range(0, 51).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
        assertInvalid(
                "Number of tags exceeds resource tag limit.", function -> function.tags(many));
        assertInvalid("aws:mine", function -> function.tags(Map.of("aws:mine", "v")));
    }

    @Test
    void settingsWithoutEffectAreRefusedByName() {
        assertBroken("VpcConfig", f -> f.vpcConfig(v -> v.subnetIds("subnet-1")));
        assertBroken(
                "DeadLetterConfig",
                f -> f.deadLetterConfig(d -> d.targetArn("arn:aws:sqs:eu-west-1:000000000000:q")));
        assertBroken("TracingConfig", f -> f.tracingConfig(t -> t.mode("Active")));
        assertBroken("SnapStart", f -> f.snapStart(s -> s.applyOn("PublishedVersions")));
        assertBroken("LogFormat", f -> f.loggingConfig(l -> l.logFormat("JSON")));
    }

    private static void assertInvalid(
            String message, Consumer<CreateFunctionRequest.Builder> change) {
        assertRefused(InvalidParameterValueException.class, message, change);
    }

    private static void assertBroken(
            String message, Consumer<CreateFunctionRequest.Builder> change) {
        assertRefused(LambdaException.class, message, change);
    }

    private static void assertRefused(
            Class<? extends Exception> type,
            String message,
            Consumer<CreateFunctionRequest.Builder> change) {
        CreateFunctionRequest.Builder function =
                Clients.function("refused", "nodejs20.x", "index.handler", Map.of("index.js", ""));
        change.accept(function);
        assertThatThrownBy(() -> clients.lambda.createFunction(function.build()))
                .isInstanceOf(type)
                .hasMessageContaining(message);
    }
}

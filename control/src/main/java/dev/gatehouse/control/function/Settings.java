package dev.gatehouse.control.function;

import dev.gatehouse.foundation.arn.Arn;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/**
 * The settings of a function that CreateFunction and UpdateFunctionConfiguration share: what they
 * may be, and how those that are given change a configuration. An update is seen as a creation that
 * leaves most settings out.
 */
final class Settings {
    private static final int LAYERS = 5;

    private Settings() {}

    /** Fails with AWS's answer to the first setting that it would not take, or we cannot honour. */
    static void check(CreateFunctionRequest given, String name) {
        checkRole(given.role());
        if (given.handler() != null && given.handler().chars().anyMatch(Character::isISOControl)) {
            throw LambdaFaults.invalid("Handler must not contain control characters.");
        }
        if (given.runtimeAsString() != null) {
            Runtimes.check(given.runtimeAsString());
        }
        if (given.environment() != null) {
            EnvironmentRules.check(given.environment().variables());
        }
        if (given.layers().size() > LAYERS) {
            throw LambdaFaults.invalid("Cannot reference more than 5 layers.");
        }
        UnsupportedSettings.refuse(given, name);
    }

    /** The ARN must be one whose session can be had; its pattern takes others too. */
    private static void checkRole(@Nullable String role) {
        if (role != null && Arn.parse(role).filter(Settings::isRole).isEmpty()) {
            throw LambdaFaults.invalid(
                    "The role defined for the function cannot be assumed by Lambda.");
        }
    }

    private static boolean isRole(Arn arn) {
        return arn.resource().startsWith("role/") && !arn.resource().endsWith("/");
    }

    /** Sets what is given and leaves the rest as it is. */
    static FunctionConfiguration.Builder apply(
            CreateFunctionRequest given, FunctionConfiguration.Builder configuration) {
        if (given.runtimeAsString() != null) {
            configuration.runtime(given.runtimeAsString());
        }
        if (given.role() != null) {
            configuration.role(given.role());
        }
        if (given.handler() != null) {
            configuration.handler(given.handler());
        }
        if (given.description() != null) {
            configuration.description(given.description());
        }
        if (given.timeout() != null) {
            configuration.timeout(given.timeout());
        }
        if (given.memorySize() != null) {
            configuration.memorySize(given.memorySize());
        }
        if (given.ephemeralStorage() != null) {
            configuration.ephemeralStorage(given.ephemeralStorage());
        }
        if (given.environment() != null) {
            configuration.environment(environment(given));
        }
        return configuration;
    }

    /** Without variables there is no Environment in AWS's answers. */
    private static @Nullable EnvironmentResponse environment(CreateFunctionRequest given) {
        return given.environment().variables().isEmpty()
                ? null
                : EnvironmentResponse.builder().variables(given.environment().variables()).build();
    }
}

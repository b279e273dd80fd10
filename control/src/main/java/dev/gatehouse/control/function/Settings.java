package dev.gatehouse.control.function;

import dev.gatehouse.foundation.arn.Arn;
import java.util.List;
import java.util.regex.Pattern;
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
    private static final Pattern ROLE =
            Pattern.compile("arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
    private static final Pattern HANDLER = Pattern.compile("[^\\s]+");
    private static final Pattern LAYER =
            Pattern.compile(
                    "arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+");
    private static final int LAYERS = 5;

    private Settings() {}

    /** Fails with AWS's answer to the first setting that it would not take, or we cannot honour. */
    static void check(CreateFunctionRequest given, String name) {
        Constraints constraints =
                new Constraints()
                        .pattern("role", given.role(), ROLE)
                        .pattern("handler", given.handler(), HANDLER)
                        .longest("handler", given.handler(), 128)
                        .longest("description", given.description(), 256)
                        .between("memorySize", given.memorySize(), 128, 10_240)
                        .between("timeout", given.timeout(), 1, 900);
        if (given.ephemeralStorage() != null) {
            constraints.between(
                    "ephemeralStorage.size", given.ephemeralStorage().size(), 512, 10_240);
        }
        constraints.check();
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
        checkLayers(given.layers());
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

    private static void checkLayers(List<String> layers) {
        Constraints constraints = new Constraints();
        for (String layer : layers) {
            if (!LAYER.matcher(layer).matches()) {
                constraints.add(
                        "layers",
                        layers,
                        "Member must satisfy constraint: [Member must have length less than or"
                                + " equal to 2048, Member must have length greater than or equal"
                                + " to 1, Member must satisfy regular expression pattern: "
                                + LAYER
                                + ", Member must not be null]");
                break;
            }
        }
        constraints.check();
        if (layers.size() > LAYERS) {
            throw LambdaFaults.invalid("Cannot reference more than 5 layers.");
        }
    }
}

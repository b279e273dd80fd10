package dev.gatehouse.control.function;

import static dev.gatehouse.control.function.LambdaFunction.LATEST;

import dev.gatehouse.functions.host.FunctionRef;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;

/** Where an alias may point (AWS docs: Lambda alias routing configuration). */
final class AliasRouting {
    private AliasRouting() {}

    /** Whether invocations of the alias may reach the version. */
    static boolean leadsTo(AliasConfiguration alias, String version) {
        return alias.functionVersion().equals(version)
                || (alias.routingConfig() != null
                        && alias.routingConfig().additionalVersionWeights().containsKey(version));
    }

    static void check(LambdaFunction function, String version, Map<String, Double> weights) {
        if (weights.size() > 1) {
            throw LambdaFaults.invalid(
                    "Number of items in AdditionalVersionWeights cannot be greater than 1");
        }
        requireVersion(function, version);
        if (weights.isEmpty()) {
            return;
        }
        if (version.equals(LATEST)) {
            throw LambdaFaults.invalid(
                    "$LATEST is not supported for an alias pointing to more than 1 version");
        }
        for (String other : weights.keySet()) {
            if (other.equals(version)) {
                throw LambdaFaults.invalid(
                        "Invalid function version "
                                + other
                                + ". Function version "
                                + other
                                + " is already included in routing configuration.");
            }
            requireVersion(function, other);
        }
    }

    private static void requireVersion(LambdaFunction function, String version) {
        if (function.version(version).isEmpty()) {
            throw LambdaFaults.functionNotFound(new FunctionRef(function.id(), version));
        }
    }
}

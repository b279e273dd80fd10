package dev.gatehouse.control.function;

import static dev.gatehouse.control.function.LambdaFunction.LATEST;

import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.wire.service.ServiceFault;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;

/** Where an alias may point (AWS docs: Lambda alias routing configuration). */
final class AliasRouting {
    private static final String WEIGHT =
            "Map value must satisfy constraint: [Member must have value less than or equal to 1.0,"
                    + " Member must have value greater than or equal to 0.0, Member must not be"
                    + " null]";
    private static final String KEY =
            "Map keys must satisfy constraint: [Member must have length less than or equal to"
                    + " 1024, Member must have length greater than or equal to 1, Member must"
                    + " satisfy regular expression pattern: [0-9]+, Member must not be null]";

    private AliasRouting() {}

    /** Whether invocations of the alias may reach the version. */
    static boolean leadsTo(AliasConfiguration alias, String version) {
        return alias.functionVersion().equals(version)
                || (alias.routingConfig() != null
                        && alias.routingConfig().additionalVersionWeights().containsKey(version));
    }

    static void check(LambdaFunction function, String version, Map<String, Double> weights) {
        checkShape(version, weights);
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

    private static void checkShape(String version, Map<String, Double> weights) {
        if (weights.size() > 1) {
            throw LambdaFaults.invalid(
                    "Number of items in AdditionalVersionWeights cannot be greater than 1");
        }
        weights.forEach((other, weight) -> {
            if (other.equals(LATEST) && !version.equals(LATEST)) {
                throw LambdaFaults.invalid(
                        "$LATEST is not supported for an alias pointing to more than 1"
                                + " version");
            }
            if (!other.equals(LATEST) && !LambdaFunction.isNumber(other)) {
                throw broken(weights, KEY);
            }
            if (!(weight >= 0.0 && weight <= 1.0)) {
                throw broken(weights, WEIGHT);
            }
        });
    }

    private static ServiceFault broken(Map<String, Double> weights, String constraint) {
        return ServiceFault.validation(
                "1 validation error detected: Value '"
                        + weights
                        + "' at 'routingConfig.additionalVersionWeights' failed to satisfy"
                        + " constraint: "
                        + constraint);
    }

    private static void requireVersion(LambdaFunction function, String version) {
        if (function.version(version).isEmpty()) {
            throw LambdaFaults.functionNotFound(new FunctionRef(function.id(), version));
        }
    }
}

package dev.gatehouse.control.function;

import static dev.gatehouse.control.function.LambdaFunction.LATEST;

import dev.gatehouse.control.code.CodeStore;
import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.FunctionVersion;
import dev.gatehouse.functions.host.LiveAlias;
import dev.gatehouse.functions.host.LiveFunction;
import dev.gatehouse.functions.host.ResourcePolicy;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/** Turns a stored function into the form in which the function host runs it. */
final class LiveForm {
    private final CodeStore code;

    LiveForm(CodeStore code) {
        this.code = code;
    }

    /** Versions that are not active yet are left out: nobody can invoke them. */
    LiveFunction of(LambdaFunction function) {
        Map<String, FunctionVersion> versions = new HashMap<>();
        if (function.latest().isActive()) {
            versions.put(LATEST, version(function.id(), function.latest()));
        }
        function.versions()
                .forEach((number, version) -> {
                    if (version.isActive()) {
                        versions.put(Long.toString(number), version(function.id(), version));
                    }
                });
        Map<String, LiveAlias> aliases = new HashMap<>();
        function.aliases().forEach((name, alias) -> aliases.put(name, alias(alias)));
        Map<String, ResourcePolicy> policies = new HashMap<>();
        function.policies()
                .forEach((qualifier, policy) ->
                        policies.put(qualifier.equals(LATEST) ? "" : qualifier, policy.live()));
        Integer reserved = function.function().reservedConcurrency();
        return new LiveFunction(
                function.id(),
                versions,
                aliases,
                policies,
                reserved == null ? OptionalInt.empty() : OptionalInt.of(reserved));
    }

    private FunctionVersion version(FunctionId id, VersionRecord version) {
        FunctionConfiguration configuration = version.configuration();
        return new FunctionVersion(
                id,
                configuration.version(),
                version.revision(),
                configuration.runtimeAsString(),
                configuration.handler(),
                code.directory(version.codeSha256()),
                version.layers().stream().map(layer -> code.directory(layer.codeSha256())).toList(),
                configuration.memorySize(),
                configuration.timeout(),
                configuration.ephemeralStorage().size(),
                configuration.environment() == null
                        ? Map.of()
                        : configuration.environment().variables(),
                configuration.role(),
                configuration.loggingConfig().logGroup());
    }

    private static LiveAlias alias(AliasConfiguration alias) {
        return new LiveAlias(
                alias.functionVersion(),
                alias.routingConfig() == null
                        ? Map.of()
                        : alias.routingConfig().additionalVersionWeights());
    }
}

package dev.gatehouse.functions.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Everything that is needed to run one version of one function. Immutable: a change of code or
 * configuration is a new value with another revision, and environments of the old one finish what
 * they are doing and go.
 *
 * @param version {@code $LATEST} or a number
 * @param revision differs whenever anything here differs
 * @param runtime AWS's identifier, e.g. {@code nodejs22.x}
 * @param code the unpacked package, mounted read-only as {@code /var/task}
 * @param layers the unpacked layers in the order in which they are merged into {@code /opt}
 * @param memoryMb 128 to 10240
 * @param timeoutSeconds 1 to 900
 * @param ephemeralStorageMb size of {@code /tmp}, 512 to 10240
 * @param environment the user's own variables
 * @param role the execution role's ARN
 * @param logGroup where its lines belong, e.g. {@code /aws/lambda/hello}
 */
public record FunctionVersion(
        FunctionId id,
        String version,
        String revision,
        String runtime,
        String handler,
        Path code,
        List<Path> layers,
        int memoryMb,
        int timeoutSeconds,
        int ephemeralStorageMb,
        Map<String, String> environment,
        String role,
        String logGroup) {
    public FunctionVersion {
        layers = List.copyOf(layers);
        environment = Map.copyOf(environment);
    }
}

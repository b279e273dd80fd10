package dev.gatehouse.functions.environment;

import dev.gatehouse.functions.host.FunctionVersion;
import dev.gatehouse.functions.log.LogStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a function finds in its environment (AWS docs: Lambda, "Defined runtime environment
 * variables"). The names that AWS reserves are ours; the others a user may set.
 */
public final class LaunchVariables {
    private static final Set<String> PLACES = Set.of("LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR");

    private LaunchVariables() {}

    /**
     * What differs from one environment to the next.
     *
     * @param runtimeApi {@code 127.0.0.1:PORT/TOKEN}
     * @param endpointUrl where the function's own SDK calls go
     */
    public record Connection(String runtimeApi, String endpointUrl, Credentials credentials) {}

    public static Map<String, String> of(
            FunctionVersion version, LogStream stream, Connection connection) {
        Map<String, String> variables = new HashMap<>();
        variables.put("LANG", "en_US.UTF-8");
        variables.put("TZ", ":UTC");
        variables.put("AWS_ENDPOINT_URL", connection.endpointUrl);
        variables.put("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
        variables.putAll(version.environment());
        variables.keySet().removeAll(PLACES);
        putIdentity(variables, version, stream);
        putCredentials(variables, connection.credentials);
        variables.put("AWS_LAMBDA_RUNTIME_API", connection.runtimeApi);
        return variables;
    }

    private static void putIdentity(
            Map<String, String> variables, FunctionVersion version, LogStream stream) {
        variables.put("AWS_LAMBDA_FUNCTION_NAME", version.id().name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", version.version());
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(version.memoryMb()));
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", stream.group());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", stream.name());
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("AWS_REGION", version.id().region());
        variables.put("AWS_DEFAULT_REGION", version.id().region());
        variables.put("_HANDLER", version.handler());
        if (version.runtime().startsWith("provided")) {
            variables.remove("AWS_EXECUTION_ENV");
        } else {
            variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + version.runtime());
        }
    }

    private static void putCredentials(Map<String, String> variables, Credentials credentials) {
        variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        variables.put("AWS_SESSION_TOKEN", credentials.sessionToken());
    }
}

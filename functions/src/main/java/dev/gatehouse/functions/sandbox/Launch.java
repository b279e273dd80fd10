package dev.gatehouse.functions.sandbox;

import dev.gatehouse.functions.host.FunctionVersion;
import java.util.Map;

/**
 * What a process is started for.
 *
 * @param variables everything that the process finds in its environment but places in the file
 *     system: {@code AWS_LAMBDA_RUNTIME_API} ({@code 127.0.0.1:PORT/TOKEN}), {@code _HANDLER}, the
 *     credentials, the user's own … The sandbox adds, for names that are absent here, what it alone
 *     knows: {@code LAMBDA_TASK_ROOT}, {@code LAMBDA_RUNTIME_DIR}, {@code PATH}, {@code
 *     LD_LIBRARY_PATH}, {@code NODE_PATH}, {@code PYTHONPATH}, {@code PWD} … Nothing of the
 *     server's own environment is passed on.
 */
public record Launch(FunctionVersion version, Map<String, String> variables) {
    public Launch {
        variables = Map.copyOf(variables);
    }
}

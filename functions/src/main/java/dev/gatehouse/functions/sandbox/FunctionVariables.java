package dev.gatehouse.functions.sandbox;

import dev.gatehouse.functions.runtime.Interpreter;
import dev.gatehouse.functions.runtime.RuntimeIdentifier;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The environment variables that depend on where things are. AWS docs: Lambda, using environment
 * variables, defined runtime environment variables.
 */
final class FunctionVariables {
    private FunctionVariables() {}

    /** What an interpreter must find when it starts, also when it starts as a spare. */
    static Map<String, String> ofInterpreter(Layout layout) {
        boolean enclosed = layout.task().equals("/var/task");
        Map<String, String> variables = new TreeMap<>();
        variables.put("LANG", "en_US.UTF-8");
        variables.put("TZ", ":UTC");
        variables.put("PATH", "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin");
        variables.put(
                "LD_LIBRARY_PATH",
                "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib");
        if (!enclosed) {
            variables.put("PATH", "/usr/local/bin:/usr/bin:/bin:" + layout.layers() + "/bin");
            variables.put("LD_LIBRARY_PATH", layout.layers() + "/lib");
            variables.put("TMPDIR", layout.temp());
            variables.put("GATEHOUSE_LAYER_ROOT", layout.layers());
        }
        return variables;
    }

    /** Everything that a function's process finds. */
    static Map<String, String> of(Launch launch, Layout layout, Optional<Interpreter> interpreter) {
        Map<String, String> variables = ofInterpreter(layout);
        variables.put("LAMBDA_TASK_ROOT", layout.task());
        variables.put("LAMBDA_RUNTIME_DIR", layout.runtime());
        variables.put("PWD", layout.task());
        variables.put("SHLVL", "0");
        interpreter.ifPresent(found -> {
            switch (found.language()) {
                case NODE -> variables.put("NODE_PATH", nodePath(launch, layout));
                case PYTHON -> variables.put("PYTHONPATH", layout.runtime());
                case JAVA, EXECUTABLE -> {}
            }
        });
        variables.putAll(launch.variables());
        return variables;
    }

    private static String nodePath(Launch launch, Layout layout) {
        int release =
                RuntimeIdentifier.named(launch.version().runtime())
                        .map(RuntimeIdentifier::release)
                        .orElse(0);
        return String.join(
                ":",
                layout.layers() + "/nodejs/node" + release + "/node_modules",
                layout.layers() + "/nodejs/node_modules",
                layout.runtime() + "/node_modules",
                layout.runtime(),
                layout.task());
    }
}

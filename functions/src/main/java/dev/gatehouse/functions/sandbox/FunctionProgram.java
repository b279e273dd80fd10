package dev.gatehouse.functions.sandbox;

import dev.gatehouse.functions.host.FunctionVersion;
import dev.gatehouse.functions.runtime.Interpreter;
import dev.gatehouse.functions.runtime.RuntimeFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command lines that run functions, in terms of a layout. */
final class FunctionProgram {
    /** Tells a bootstrap that it is a spare. */
    static final String AWAIT_LAUNCH = "--await-launch";

    private static final String JAVA_RUNTIME =
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /** What of the memory is left for the heap; the interpreter itself needs the rest. */
    private static final int NODE_HEAP_PERCENT = 90;

    private static final int JAVA_HEAP_PERCENT = 85;
    private static final int JAVA_HEAP_PERCENT_IF_SMALL = 70;
    private static final int SMALL_MB = 512;
    private static final int FIRST_WITH_NATIVE_ACCESS = 17;

    private FunctionProgram() {}

    /**
     * The command that runs a function's code with an interpreter.
     *
     * @param javaOptions further options of a Java virtual machine
     */
    static List<String> interpreted(
            Interpreter interpreter,
            Layout layout,
            int memoryMb,
            String handler,
            List<String> javaOptions) {
        String executable = layout.executable(interpreter);
        return switch (interpreter.language()) {
            case NODE ->
                    List.of(
                            executable,
                            "--max-old-space-size=" + memoryMb * NODE_HEAP_PERCENT / 100,
                            layout.runtime() + "/node/bootstrap.cjs");
            case PYTHON -> List.of(executable, "-B", layout.runtime() + "/python/bootstrap.py");
            case JAVA -> java(interpreter, layout, memoryMb, handler, javaOptions);
            case EXECUTABLE -> throw new IllegalArgumentException("An executable has none");
        };
    }

    private static List<String> java(
            Interpreter interpreter,
            Layout layout,
            int memoryMb,
            String handler,
            List<String> options) {
        int percent = memoryMb < SMALL_MB ? JAVA_HEAP_PERCENT_IF_SMALL : JAVA_HEAP_PERCENT;
        List<String> command = new ArrayList<>();
        command.add(layout.executable(interpreter));
        command.add("-Xmx" + memoryMb * percent / 100 + "m");
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        if (interpreter.release() >= FIRST_WITH_NATIVE_ACCESS) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(layout), JAVA_RUNTIME, handler));
        return command;
    }

    /** AWS's client looks for layers in /opt/java/lib itself; elsewhere it must be told. */
    private static String classPath(Layout layout) {
        String own = RuntimeFiles.javaClassPath(layout.runtime());
        return layout.layers().equals("/opt") ? own : own + ":" + layout.layers() + "/java/lib/*";
    }

    /** The command with the function's own wrapper script before it. */
    static List<String> wrapped(List<String> command, FunctionVersion version) {
        String wrapper = version.environment().get("AWS_LAMBDA_EXEC_WRAPPER");
        return wrapper == null || wrapper.isEmpty()
                ? command
                // A shell tells a missing wrapper by exit status 127, as AWS does.
                : Stream.concat(
                                Stream.of("/bin/sh", "-c", "exec \"$@\"", "sh", wrapper),
                                command.stream())
                        .toList();
    }
}

package dev.gatehouse.functions.sandbox;

import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.FunctionVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A function in a sandbox, with a Runtime API of its own and its output collected. */
final class RunningFunction implements AutoCloseable {
    private final OneSocketRuntimeApi api;
    private final SandboxProcess process;
    private final CompletableFuture<String> output;

    private RunningFunction(OneSocketRuntimeApi api, SandboxProcess process) {
        this.api = api;
        this.process = process;
        // A virtual thread would keep its carrier while it reads.
        this.output =
                CompletableFuture.supplyAsync(
                        this::readOutput, reader -> Thread.ofPlatform().daemon().start(reader));
    }

    static RunningFunction start(Sandbox sandbox, FunctionVersion version)
            throws IOException, SandboxException {
        OneSocketRuntimeApi api = new OneSocketRuntimeApi();
        Map<String, String> variables = new TreeMap<>(version.environment());
        variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", version.id().name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", version.version());
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(version.memoryMb()));
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", version.logGroup());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "stream");
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + version.runtime());
        variables.put("_HANDLER", version.handler());
        return new RunningFunction(api, sandbox.start(new Launch(version, variables)));
    }

    static FunctionVersion version(String runtime, String handler, Path code) {
        return version(runtime, handler, code, List.of(), Map.of());
    }

    static FunctionVersion version(
            String runtime,
            String handler,
            Path code,
            List<Path> layers,
            Map<String, String> environment) {
        return new FunctionVersion(
                new FunctionId("123456789012", "us-east-1", "hello"),
                "$LATEST",
                "revision",
                runtime,
                handler,
                code,
                layers,
                128,
                3,
                512,
                environment,
                "arn:aws:iam::123456789012:role/hello",
                "/aws/lambda/hello");
    }

    static FunctionVersion withMemory(FunctionVersion version, int memoryMb) {
        return new FunctionVersion(
                version.id(),
                version.version(),
                version.revision(),
                version.runtime(),
                version.handler(),
                version.code(),
                version.layers(),
                memoryMb,
                version.timeoutSeconds(),
                version.ephemeralStorageMb(),
                version.environment(),
                version.role(),
                version.logGroup());
    }

    static FunctionVersion withStorage(FunctionVersion version, int storageMb) {
        return new FunctionVersion(
                version.id(),
                version.version(),
                version.revision(),
                version.runtime(),
                version.handler(),
                version.code(),
                version.layers(),
                version.memoryMb(),
                version.timeoutSeconds(),
                storageMb,
                version.environment(),
                version.role(),
                version.logGroup());
    }

    /** Writes a file as unpacked code is written: readable by everyone. */
    static Path write(Path folder, String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    OneSocketRuntimeApi.Posted invoke(String event) throws Exception {
        try {
            return api.invoke(event);
        } catch (AssertionError silent) {
            throw new AssertionError(silent.getMessage() + "; it wrote: " + output(), silent);
        }
    }

    OneSocketRuntimeApi.Posted awaitPost() throws InterruptedException {
        return api.awaitPost();
    }

    void refuseNext() {
        api.refuse();
    }

    void sendWithoutWaiting(String event) {
        Thread.startVirtualThread(() -> {
            try {
                api.invoke(event);
            } catch (InterruptedException | AssertionError nobodyAnswers) {
                // The function is expected to end instead.
            }
        });
    }

    SandboxProcess process() {
        return process;
    }

    Exit awaitExit() throws Exception {
        return process.exit().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** Everything that it wrote; ends the function. */
    String output() throws Exception {
        process.kill();
        return output.get(20, TimeUnit.SECONDS);
    }

    private String readOutput() {
        try {
            return new String(process.output().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.kill();
        process.exit().toCompletableFuture().join();
        api.close();
    }
}

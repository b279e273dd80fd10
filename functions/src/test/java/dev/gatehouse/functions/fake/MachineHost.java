package dev.gatehouse.functions.fake;

import dev.gatehouse.functions.dispatch.FunctionHosting;
import dev.gatehouse.functions.dispatch.HostSettings;
import dev.gatehouse.functions.dispatch.HostedFunctions;
import dev.gatehouse.functions.dispatch.Surroundings;
import dev.gatehouse.functions.environment.Credentials;
import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.functions.host.FunctionVersion;
import dev.gatehouse.functions.host.Invocation;
import dev.gatehouse.functions.host.InvokeOutcome;
import dev.gatehouse.functions.host.LiveFunction;
import dev.gatehouse.functions.host.RuntimeChoice;
import dev.gatehouse.functions.runtime.RuntimePlaces;
import dev.gatehouse.functions.sandbox.Isolation;
import dev.gatehouse.functions.sandbox.LocalSandbox;
import dev.gatehouse.functions.sandbox.SandboxException;
import dev.gatehouse.functions.sandbox.SandboxSettings;
import dev.gatehouse.http.engine.EngineOptions;
import dev.gatehouse.http.engine.HttpEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/** The real host with this machine's interpreters and real processes. */
public final class MachineHost implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Path folder;
    private final HttpEngine engine = HttpEngine.start(EngineOptions.defaults());
    private final KeptLines log = new KeptLines();
    private final AtomicInteger functions = new AtomicInteger();
    private final HostedFunctions host;

    /**
     * @param folder empty, for code and processes
     */
    public MachineHost(Path folder, Isolation isolation, int spares) {
        this.folder = folder;
        var places = RuntimePlaces.ofThisMachine(List.of(), System.getenv());
        var settings = new SandboxSettings(folder.resolve("box"), isolation, places, false, spares);
        host =
                FunctionHosting.open(
                        engine,
                        sandbox(settings),
                        new Surroundings.Providers(
                                (role, session) -> new Credentials("AKID", "secret", "token"),
                                () -> "http://127.0.0.1:4566",
                                log),
                        HostSettings.defaults());
    }

    private static LocalSandbox sandbox(SandboxSettings settings) {
        try {
            return LocalSandbox.open(settings);
        } catch (SandboxException e) {
            return Assumptions.abort(e.toString());
        }
    }

    public KeptLines log() {
        return log;
    }

    public HostedFunctions host() {
        return host;
    }

    /** The sandbox's own folder. */
    public Path box() {
        return folder.resolve("box");
    }

    /** A description of a function of these text files, to refine and publish. */
    public Draft function(String runtime, String handler, Map<String, String> files)
            throws IOException {
        if (host.runtime(runtime) instanceof RuntimeChoice.Missing(String reason)) {
            Assumptions.abort(reason);
        }
        String name = "f" + functions.incrementAndGet();
        return new Draft(
                name, runtime, handler, tree(name, files), List.of(), 256, 10, 512, Map.of());
    }

    /** A folder of these text files; what begins with {@code #!} can be executed. */
    public Path tree(String name, Map<String, String> files) throws IOException {
        Path root = folder.resolve("code").resolve(name);
        for (Map.Entry<String, String> entry : files.entrySet()) {
            Path file = root.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, entry.getValue());
            boolean script = entry.getValue().startsWith("#!");
            if (script && !file.toFile().setExecutable(true, false)) {
                throw new IOException("cannot be made executable: " + file);
            }
        }
        Files.createDirectories(root);
        return root;
    }

    /** A function that is not published yet. */
    public record Draft(
            String name,
            String runtime,
            String handler,
            Path code,
            List<Path> layers,
            int memoryMb,
            int timeoutSeconds,
            int storageMb,
            Map<String, String> environment) {
        public Draft withLayers(Path... more) {
            return new Draft(
                    name,
                    runtime,
                    handler,
                    code,
                    List.of(more),
                    memoryMb,
                    timeoutSeconds,
                    storageMb,
                    environment);
        }

        public Draft withMemory(int megabytes) {
            return new Draft(
                    name,
                    runtime,
                    handler,
                    code,
                    layers,
                    megabytes,
                    timeoutSeconds,
                    storageMb,
                    environment);
        }

        public Draft withTimeout(int seconds) {
            return new Draft(
                    name,
                    runtime,
                    handler,
                    code,
                    layers,
                    memoryMb,
                    seconds,
                    storageMb,
                    environment);
        }

        public Draft withStorage(int megabytes) {
            return new Draft(
                    name,
                    runtime,
                    handler,
                    code,
                    layers,
                    memoryMb,
                    timeoutSeconds,
                    megabytes,
                    environment);
        }

        public Draft with(String variable, String value) {
            return new Draft(
                    name,
                    runtime,
                    handler,
                    code,
                    layers,
                    memoryMb,
                    timeoutSeconds,
                    storageMb,
                    Map.of(variable, value));
        }
    }

    /** Makes the function callable. */
    public Published publish(Draft draft) {
        FunctionId id = new FunctionId("000000000000", "eu-west-1", draft.name);
        FunctionVersion version =
                new FunctionVersion(
                        id,
                        "$LATEST",
                        "1",
                        draft.runtime,
                        draft.handler,
                        draft.code,
                        draft.layers,
                        draft.memoryMb,
                        draft.timeoutSeconds,
                        draft.storageMb,
                        draft.environment,
                        "arn:aws:iam::000000000000:role/r",
                        "/aws/lambda/" + draft.name);
        host.publish(
                new LiveFunction(
                        id, Map.of("$LATEST", version), Map.of(), Map.of(), OptionalInt.empty()));
        return new Published(host, id);
    }

    /** A function that can be invoked. */
    public record Published(HostedFunctions host, FunctionId id) {
        /** Invokes it with the log's tail, and waits. */
        public Answer invoke(String event) {
            return start(event).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }

        public CompletableFuture<Answer> start(String event) {
            Invocation invocation =
                    new Invocation(
                            UUID.randomUUID().toString(),
                            event.getBytes(StandardCharsets.UTF_8),
                            null,
                            null,
                            true);
            return host.invoke(new FunctionRef(id, null), HostFixture.OWNER, invocation)
                    .thenApply(outcome -> answer(invocation.requestId(), outcome))
                    .toCompletableFuture();
        }

        private static Answer answer(String requestId, InvokeOutcome outcome) {
            return switch (outcome) {
                case InvokeOutcome.Succeeded(byte[] payload, InvokeOutcome.Execution run) ->
                        new Answer(requestId, false, text(payload), text(run.logTail()));
                case InvokeOutcome.Failed(byte[] payload, InvokeOutcome.Execution run) ->
                        new Answer(requestId, true, text(payload), text(run.logTail()));
                case InvokeOutcome other -> throw new AssertionError(other.toString());
            };
        }

        private static String text(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** What a caller got. */
    public record Answer(String requestId, boolean failed, String payload, String tail) {}

    /** Ends everything and checks that nothing is left over. */
    @Override
    public void close() {
        host.close();
        Await.until("every environment ends", () -> host.environments() == 0);
        engine.close();
        if (host.inFlight() != 0) {
            throw new AssertionError(host.inFlight() + " permits were not given back");
        }
    }
}

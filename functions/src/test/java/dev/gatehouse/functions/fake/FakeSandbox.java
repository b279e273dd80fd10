package dev.gatehouse.functions.fake;

import dev.gatehouse.functions.host.FunctionVersion;
import dev.gatehouse.functions.host.RuntimeChoice;
import dev.gatehouse.functions.runtimeapi.RuntimeApi;
import dev.gatehouse.functions.sandbox.Launch;
import dev.gatehouse.functions.sandbox.Sandbox;
import dev.gatehouse.functions.sandbox.SandboxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts fake processes, which a test takes in the order of their start. */
public final class FakeSandbox implements Sandbox {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RuntimeApi api;
    private final List<FakeProcess> all = new CopyOnWriteArrayList<>();
    private final BlockingQueue<FakeProcess> started = new LinkedBlockingQueue<>();
    private volatile @Nullable String refusal;
    private volatile Consumer<FakeProcess> script = _ -> {};

    public FakeSandbox(RuntimeApi api) {
        this.api = api;
    }

    /** What every process does from its start on, on the thread that starts it. */
    public void script(Consumer<FakeProcess> behaviour) {
        script = behaviour;
    }

    /** From now on nothing can be started. */
    public void refuse(String reason) {
        refusal = reason;
    }

    /** The next process that the host started; waits for it. */
    public FakeProcess process() throws InterruptedException {
        FakeProcess process = started.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (process == null) {
            throw new AssertionError("no process was started");
        }
        process.awaitWatched();
        return process;
    }

    public List<FakeProcess> all() {
        return all;
    }

    @Override
    public RuntimeChoice runtime(String identifier) {
        return new RuntimeChoice.Exact("fake " + identifier);
    }

    @Override
    public void expect(FunctionVersion version) {}

    @Override
    public FakeProcess start(Launch launch) throws SandboxException {
        String reason = refusal;
        if (reason != null) {
            throw new SandboxException(reason);
        }
        FakeProcess process = new FakeProcess(launch, api);
        all.add(process);
        started.add(process);
        script.accept(process);
        return process;
    }

    @Override
    public Optional<Path> sharedFolder() {
        return Optional.empty();
    }

    @Override
    public void close() {
        all.forEach(FakeProcess::kill);
    }
}

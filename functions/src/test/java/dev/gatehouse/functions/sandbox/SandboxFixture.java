package dev.gatehouse.functions.sandbox;

import dev.gatehouse.functions.host.RuntimeChoice;
import dev.gatehouse.functions.runtime.RuntimePlaces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Sandboxes for tests, and reasons to skip a test on a machine that cannot run it. */
final class SandboxFixture {
    private SandboxFixture() {}

    static LocalSandbox open(Path folder, Isolation isolation, int spares) {
        var places = RuntimePlaces.ofThisMachine(List.of(), System.getenv());
        var settings = new SandboxSettings(folder, isolation, places, false, spares);
        try {
            return LocalSandbox.open(settings);
        } catch (SandboxException e) {
            return Assumptions.abort(e.toString());
        }
    }

    static void assumeInstalled(Sandbox sandbox, String runtime) {
        if (sandbox.runtime(runtime) instanceof RuntimeChoice.Missing(String reason)) {
            Assumptions.abort(reason);
        }
    }

    /** Waits until a spare has been started; it may still boot. */
    static void awaitSpare(LocalSandbox sandbox) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (sandbox.waitingSpares() == 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("No spare was started");
            }
            Thread.onSpinWait();
        }
    }
}

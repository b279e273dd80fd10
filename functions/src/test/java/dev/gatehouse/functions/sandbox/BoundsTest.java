package dev.gatehouse.functions.sandbox;

import static dev.gatehouse.functions.sandbox.RunningFunction.version;
import static dev.gatehouse.functions.sandbox.RunningFunction.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a function may use, and what becomes of it and its neighbours when it wants more. */
class BoundsTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"REQUIRED,0", "REQUIRED,1", "NONE,0", "NONE,1"})
    void memoryHogDiesAndItsNeighbourDoesNot(Isolation isolation, int spares) throws Exception {
        Path code = Files.createDirectory(folder.resolve("code"));
        write(
                code,
                "app.py",
                """
                held = []
                def handler(event, context):
                    while event.get('hog'):
                        held.append(bytearray(8 << 20))
                    return 'well'
                """);
        try (LocalSandbox sandbox = SandboxFixture.open(folder.resolve("box"), isolation, spares)) {
            SandboxFixture.assumeInstalled(sandbox, "python3.12");
            var version = version("python3.12", "app.handler", code);
            if (spares > 0) {
                sandbox.expect(version);
                SandboxFixture.awaitSpare(sandbox);
            }
            try (RunningFunction hog = RunningFunction.start(sandbox, version);
                    RunningFunction neighbour = RunningFunction.start(sandbox, version)) {
                assertThat(neighbour.invoke("{}").body()).isEqualTo("\"well\"");
                hog.sendWithoutWaiting("{\"hog\":true}");
                assertThat(hog.awaitExit()).isEqualTo(new Exit.OutOfMemory());
                assertThat(neighbour.invoke("{}").body()).isEqualTo("\"well\"");
                assertThat(hog.process().peakMemoryBytes()).isGreaterThan(100L << 20);
            }
        }
    }

    @Test
    void forkBombStopsAtTheBound() throws Exception {
        Path code = Files.createDirectory(folder.resolve("code"));
        write(
                code,
                "app.py",
                """
                import os, signal
                def handler(event, context):
                    children = []
                    try:
                        while len(children) < 3000:
                            pid = os.fork()
                            if pid == 0:
                                signal.pause()
                            children.append(pid)
                    except OSError:
                        pass
                    for pid in children:
                        os.kill(pid, signal.SIGKILL)
                    return len(children)
                """);
        try (LocalSandbox sandbox =
                SandboxFixture.open(folder.resolve("box"), Isolation.REQUIRED, 0)) {
            SandboxFixture.assumeInstalled(sandbox, "python3.12");
            var roomy =
                    RunningFunction.withMemory(version("python3.12", "app.handler", code), 3008);
            try (RunningFunction function = RunningFunction.start(sandbox, roomy)) {
                assertThat(Integer.parseInt(function.invoke("{}").body()))
                        .isBetween(900, ResourceGroup.MOST_PROCESSES);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"REQUIRED", "NONE"})
    void everythingEndsWhenTheSandboxCloses(Isolation isolation) throws Exception {
        Path code = Files.createDirectory(folder.resolve("code"));
        write(code, "bootstrap", "#!/bin/sh\nsleep 1000 & sleep 1000\n");
        LocalSandbox sandbox = SandboxFixture.open(folder.resolve("box"), isolation, 0);
        RunningFunction function =
                RunningFunction.start(sandbox, version("provided.al2023", "x", code));
        sandbox.close();
        assertThat(function.awaitExit()).isEqualTo(new Exit.Signal(9));
        // The stream ends only when every process that could write to it has ended.
        assertThat(function.output()).isEmpty();
        function.close();
    }
}

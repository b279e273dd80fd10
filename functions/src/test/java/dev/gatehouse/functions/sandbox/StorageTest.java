package dev.gatehouse.functions.sandbox;

import static dev.gatehouse.functions.sandbox.RunningFunction.version;
import static dev.gatehouse.functions.sandbox.RunningFunction.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /tmp} holds what it should hold and no more. AWS docs: Lambda quotas. */
class StorageTest {
    private static final String WRITER =
            """
            import errno, os
            def handler(event, context):
                if not event.get('fill'):
                    return os.listdir('/tmp')
                block, written = bytes(1 << 20), 0
                try:
                    for i in range(10):
                        with open('/tmp/f%d' % i, 'wb', 0) as f:
                            for _ in range(60):
                                written += f.write(block)
                except OSError as e:
                    return [errno.errorcode[e.errno], written >> 20 >= 500, written >> 20 < 530]
                return written
            """;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void sixHundredMegabytesDoNotFitAndTheNeighbourHasItsOwn(int spares) throws Exception {
        Assumptions.assumeTrue(TempDisk.isInstalled(), "no loop devices");
        Path code = Files.createDirectory(folder.resolve("code"));
        write(code, "app.py", WRITER);
        Path box = folder.resolve("box");
        try (LocalSandbox sandbox = SandboxFixture.open(box, Isolation.REQUIRED, spares)) {
            SandboxFixture.assumeInstalled(sandbox, "python3.12");
            var version = version("python3.12", "app.handler", code);
            if (spares > 0) {
                sandbox.expect(version);
                SandboxFixture.awaitSpare(sandbox);
            }
            try (RunningFunction greedy = RunningFunction.start(sandbox, version);
                    RunningFunction neighbour = RunningFunction.start(sandbox, version)) {
                assertThat(greedy.invoke("{\"fill\":1}").body())
                        .isEqualTo("[\"ENOSPC\", true, true]");
                assertThat(neighbour.invoke("{}").body()).isEqualTo("[]");
                assertThat(greedy.process().peakMemoryBytes()).isLessThanOrEqualTo(128L << 20);
            }
        }
        try (var left = Files.list(box.resolve("environments"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aLargerDiskIsLarger() throws Exception {
        Path code = Files.createDirectory(folder.resolve("code"));
        write(code, "app.py", WRITER);
        try (LocalSandbox sandbox =
                SandboxFixture.open(folder.resolve("box"), Isolation.PREFERRED, 0)) {
            SandboxFixture.assumeInstalled(sandbox, "python3.12");
            var version =
                    RunningFunction.withStorage(version("python3.12", "app.handler", code), 700);
            try (RunningFunction function = RunningFunction.start(sandbox, version)) {
                assertThat(function.invoke("{\"fill\":1}").body())
                        .isEqualTo(Integer.toString(600 << 20));
            }
        }
    }
}

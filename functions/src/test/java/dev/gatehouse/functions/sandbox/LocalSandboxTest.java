package dev.gatehouse.functions.sandbox;

import static dev.gatehouse.functions.sandbox.RunningFunction.version;
import static dev.gatehouse.functions.sandbox.RunningFunction.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.functions.fake.Await;
import dev.gatehouse.functions.host.FunctionVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A function of each language answers, enclosed and not, fresh and from a spare. */
class LocalSandboxTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"REQUIRED", "NONE"})
    void nodeAnswersFreshAndFromSpare(Isolation isolation) throws Exception {
        Path code = Files.createDirectory(folder.resolve("code"));
        write(code, "index.js", "exports.handler = async (e) => ({ got: e.a, at: __dirname });");
        answersFreshAndFromSpare(isolation, version("nodejs22.x", "index.handler", code));
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUIRED", "NONE"})
    void pythonAnswersFreshAndFromSpare(Isolation isolation) throws Exception {
        Path code = Files.createDirectory(folder.resolve("code"));
        write(
                code,
                "app.py",
                "import os\ndef handler(e, c): return {'got': e['a'], 'at': os.getcwd()}\n");
        answersFreshAndFromSpare(isolation, version("python3.12", "app.handler", code));
    }

    private void answersFreshAndFromSpare(Isolation isolation, FunctionVersion version)
            throws Exception {
        try (LocalSandbox sandbox = SandboxFixture.open(folder.resolve("box"), isolation, 1)) {
            SandboxFixture.assumeInstalled(sandbox, version.runtime());
            String at = isolation == Isolation.NONE ? version.code().toString() : "/var/task";
            answers(sandbox, version, at);
            SandboxFixture.awaitSpare(sandbox);
            answers(sandbox, version, at);
        }
    }

    @Test
    void spareWhoseCodeCannotBeLinkedIsEnded() throws Exception {
        var version = version("nodejs22.x", "index.handler", folder.resolve("none"));
        Path box = folder.resolve("box");
        try (LocalSandbox sandbox = SandboxFixture.open(box, Isolation.REQUIRED, 1)) {
            SandboxFixture.assumeInstalled(sandbox, version.runtime());
            sandbox.expect(version);
            SandboxFixture.awaitSpare(sandbox);
            Path used = firstEntry(box.resolve("environments"));

            try (RunningFunction function = RunningFunction.start(sandbox, version)) {
                function.awaitExit();
            }

            Await.until("the spare's folder goes", () -> !Files.exists(used));
        }
    }

    private static Path firstEntry(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findFirst().orElseThrow();
        }
    }

    private static void answers(Sandbox sandbox, FunctionVersion version, String at)
            throws Exception {
        try (RunningFunction function = RunningFunction.start(sandbox, version)) {
            var answer = function.invoke("{\"a\":\"ü\"}");
            assertThat(answer.path())
                    .isEqualTo(
                            "/invocation/"
                                    + OneSocketRuntimeApi.REQUEST_ID
                                    + "/response-then-next");
            assertThat(answer.body()).contains("\"ü\"").contains(at);
            assertThat(function.process().peakMemoryBytes()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUIRED", "NONE"})
    void packagesOwnBootstrapRuns(Isolation isolation) throws Exception {
        Path code = Files.createDirectory(folder.resolve("code"));
        write(
                code,
                "bootstrap",
                """
                #!/bin/sh
                cd "$LAMBDA_TASK_ROOT"; read -r word < word.txt
                exec 3<>/dev/null
                echo "$word $_HANDLER"
                """);
        write(code, "word.txt", "hello\n");
        try (LocalSandbox sandbox = SandboxFixture.open(folder.resolve("box"), isolation, 1);
                RunningFunction function =
                        RunningFunction.start(
                                sandbox, version("provided.al2023", "my.handler", code))) {
            Exit exit = function.awaitExit();
            assertThat(function.output()).isEqualTo("hello my.handler\n");
            assertThat(exit).isEqualTo(new Exit.Code(0));
        }
    }

    @Test
    void missingBootstrapIsRefused() throws Exception {
        Path code = Files.createDirectory(folder.resolve("code"));
        try (LocalSandbox sandbox = SandboxFixture.open(folder.resolve("box"), Isolation.NONE, 0)) {
            var version = version("provided.al2", "x", code);
            assertThatThrownBy(() -> sandbox.start(new Launch(version, Map.of())))
                    .hasMessage(
                            "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUIRED", "NONE"})
    void laterLayerWins(Isolation isolation) throws Exception {
        Path code = Files.createDirectory(folder.resolve("code"));
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        write(first, "python/word.py", "word = 'first'\n");
        write(first, "python/only.py", "word = 'only'\n");
        write(second, "python/word.py", "word = 'second'\n");
        write(code, "app.py", "import word, only\ndef h(e, c): return [word.word, only.word]\n");
        try (LocalSandbox sandbox = SandboxFixture.open(folder.resolve("box"), isolation, 0)) {
            SandboxFixture.assumeInstalled(sandbox, "python3.12");
            var version = version("python3.12", "app.h", code, List.of(first, second), Map.of());
            try (RunningFunction function = RunningFunction.start(sandbox, version)) {
                assertThat(function.invoke("{}").body()).isEqualTo("[\"second\", \"only\"]");
            }
        }
    }

    @Test
    void wrapperThatIsMissingEndsWithStatus127() throws Exception {
        Path code = Files.createDirectory(folder.resolve("code"));
        write(code, "index.js", "exports.handler = async () => 1;");
        try (LocalSandbox sandbox =
                SandboxFixture.open(folder.resolve("box"), Isolation.PREFERRED, 1)) {
            SandboxFixture.assumeInstalled(sandbox, "nodejs22.x");
            var wrapper = Map.of("AWS_LAMBDA_EXEC_WRAPPER", "/opt/none");
            var version = version("nodejs22.x", "index.handler", code, List.of(), wrapper);
            try (RunningFunction function = RunningFunction.start(sandbox, version)) {
                assertThat(function.awaitExit()).isEqualTo(new Exit.Code(127));
            }
        }
    }
}

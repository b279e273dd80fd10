package dev.gatehouse.functions.sandbox;

import static dev.gatehouse.functions.sandbox.RunningFunction.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.functions.host.FunctionVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Java functions run under AWS's own client. */
class JavaFunctionTest {
    private static final String SOURCE =
            """
            package app;
            import com.amazonaws.services.lambda.runtime.*;
            import java.util.*;
            public class Hello implements RequestHandler<Map<String, Object>, Map<String, Object>> {
                public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
                    context.getLogger().log("heard " + event);
                    if (event.containsKey("fail")) throw new IllegalStateException("on purpose");
                    return Map.of("id", context.getAwsRequestId(), "got", event.get("a"));
                }
            }
            """;

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"java17,REQUIRED", "java25,REQUIRED", "java25,NONE"})
    void answersAndFails(String runtime, Isolation isolation) throws Exception {
        try (LocalSandbox sandbox = SandboxFixture.open(folder.resolve("box"), isolation, 0)) {
            SandboxFixture.assumeInstalled(sandbox, runtime);
            FunctionVersion version = hello(runtime);
            try (RunningFunction function = RunningFunction.start(sandbox, version)) {
                assertThat(function.invoke("{\"a\":\"ü\"}").body())
                        .contains("\"got\":\"ü\"")
                        .contains(OneSocketRuntimeApi.REQUEST_ID);
                var failure = function.invoke("{\"fail\":1}");
                assertThat(failure.path()).endsWith("/error");
                assertThat(failure.body())
                        .contains("\"errorMessage\":\"on purpose\"")
                        .contains("\"errorType\":\"java.lang.IllegalStateException\"");
                assertThat(function.output()).contains("heard {a=ü}");
            }
        }
    }

    @Test
    void cacheIsMadeOnceAndUsed() throws Exception {
        try (LocalSandbox sandbox =
                SandboxFixture.open(folder.resolve("box"), Isolation.PREFERRED, 0)) {
            SandboxFixture.assumeInstalled(sandbox, "java25");
            FunctionVersion version = hello("java25");
            sandbox.expect(version);
            awaitFileIn(folder.resolve("box/runtime/aot"));
            var logged = Map.of("JAVA_TOOL_OPTIONS", "-Xlog:aot=info,class+load=info");
            FunctionVersion noisy =
                    version("java25", version.handler(), version.code(), List.of(), logged);
            try (RunningFunction function = RunningFunction.start(sandbox, noisy)) {
                assertThat(function.invoke("{\"a\":1}").body()).contains("\"got\":1");
                assertThat(function.output())
                        .containsPattern("api.client.AWSLambda source: shared objects file");
            }
        }
    }

    private static void awaitFileIn(Path folder) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < deadline) {
            try (var files = Files.list(folder)) {
                if (files.anyMatch(file -> file.toString().endsWith(".aot"))) {
                    return;
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("No cache appeared in " + folder);
    }

    private FunctionVersion hello(String runtime) throws Exception {
        Path code = Files.createDirectories(folder.resolve("code"));
        Path source = RunningFunction.write(folder, "source/app/Hello.java", SOURCE);
        String core = folder.resolve("box/runtime/java/aws-lambda-java-core.jar").toString();
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "--release",
                                "17",
                                "-cp",
                                core,
                                "-d",
                                code.toString(),
                                source.toString());
        assertThat(status).isZero();
        return RunningFunction.withMemory(version(runtime, "app.Hello", code), 512);
    }
}

package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Functions in four languages behind an HTTP API, set up and called by the clients that users have.
 */
class MainPathTest {
    @RegisterExtension static final RunningServer server = new RunningServer();

    @TempDir static Path folder;

    private static Path javaClass;

    @BeforeAll
    static void compileTheJavaFunction() throws IOException {
        Path source = resource("Hello.java");
        int failures =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "--release", "17", source.toString());
        assertThat(failures).isZero();
        javaClass = folder.resolve("Hello.class");
    }

    @Test
    void theAwsCliWorksUnmodified() throws Exception {
        Programs.require("aws");
        Programs.require("zip");
        Programs.require("node");
        assertThat(run("bash", resource("main_path.sh"))).contains("main path: well");
    }

    @Test
    void boto3Works() throws Exception {
        Programs.require("node");
        Path python = Programs.pythonWith("boto3");
        assertThat(run(python.toString(), resource("main_path.py"))).contains("main path: well");
    }

    @Test
    void theSdkForJavaScriptWorks() throws Exception {
        Programs.require("zip");
        Path node = Programs.require("node");
        Path npm = Programs.require("npm");
        Path script = resource("main_path.mjs");
        Programs.run(
                List.of(
                        npm.toString(),
                        "install",
                        "--no-audit",
                        "--no-fund",
                        "--loglevel=error",
                        "@aws-sdk/client-lambda@3",
                        "@aws-sdk/client-apigatewayv2@3"),
                folder,
                Map.of());
        assertThat(run(node.toString(), script)).contains("main path: well");
    }

    private static String run(String program, Path script) throws Exception {
        String output =
                Programs.run(
                        List.of(program, script.toString(), server.url(), javaClass.toString()),
                        folder,
                        Map.of(
                                "AWS_ACCESS_KEY_ID", "test",
                                "AWS_SECRET_ACCESS_KEY", "test",
                                "AWS_EC2_METADATA_DISABLED", "true",
                                "AWS_MAX_ATTEMPTS", "1"));
        System.out.println(script.getFileName() + ": " + output.strip());
        return output;
    }

    private static Path resource(String name) throws IOException {
        Path file = folder.resolve(name);
        try (var content = MainPathTest.class.getResourceAsStream("/" + name)) {
            Files.write(file, content.readAllBytes());
        }
        return file;
    }
}

package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/**
 * A function that misbehaves gets AWS's error and harms nobody: while it does, another one goes on
 * answering.
 */
class BadNeighbourTest {
    @RegisterExtension static final RunningServer server = new RunningServer();

    private static Clients clients;
    private static String neighbour;

    @BeforeAll
    static void aGoodNeighbour() {
        Programs.require("node");
        clients = new Clients(server.url());
        String arn = clients.createNode("good", "exports.handler = async () => 'well';");
        clients.permit("good");
        neighbour = clients.stageUrl(clients.quickApi("good", arn));
    }

    @AfterAll
    static void close() {
        clients.close();
    }

    @Test
    void anEndlessLoopIsTimedOut() {
        String code = "exports.handler = async () => { for (;;); };";
        clients.create(
                Clients.function("loop", "nodejs20.x", "index.handler", Map.of("index.js", code))
                        .timeout(1)
                        .build());
        assertThat(failure("loop"))
                .contains("\"errorType\":\"Sandbox.Timedout\"")
                .contains("Task timed out after 1.00 seconds");
    }

    @Test
    void exhaustedMemoryEndsOnlyTheFunction() {
        clients.create(
                Clients.function(
                                "hog",
                                "nodejs20.x",
                                "index.handler",
                                Map.of(
                                        "index.js",
                                        "exports.handler = async () => { const all = []; for (;;) all.push(Buffer.alloc(16e6, 1)); };"))
                        .memorySize(128)
                        .timeout(20)
                        .build());
        assertThat(failure("hog")).contains("\"errorType\":\"Runtime.");
    }

    @Test
    void anExitIsReported() {
        clients.createNode("leaver", "exports.handler = async () => process.exit(3);");
        assertThat(failure("leaver")).contains("Runtime.ExitError").contains("exit status 3");
        assertThat(failure("leaver")).contains("Runtime.ExitError");
    }

    @Test
    void tenMegabytesOfLogsAreTaken() {
        clients.createNode(
                "chatterbox",
                "exports.handler = async () => { for (let i = 0; i < 10000; i++) console.log('x'.repeat(1000)); return 'said'; };");
        InvokeResponse answer =
                whileTheNeighbourIsWell(() ->
                        clients.lambda.invoke(request ->
                                request.functionName("chatterbox")
                                        .logType(LogType.TAIL)
                                        .payload(SdkBytes.fromUtf8String("{}"))));
        assertThat(answer.functionError()).isNull();
        assertThat(answer.payload().asUtf8String()).isEqualTo("\"said\"");
        assertThat(
                        new String(
                                Base64.getDecoder().decode(answer.logResult()),
                                StandardCharsets.UTF_8))
                .contains("REPORT RequestId:")
                .hasSizeLessThanOrEqualTo(4096);
    }

    @Test
    void theDataDirectoryAndOtherFunctionsAreOutOfSight() {
        Programs.require("bwrap");
        clients.createNode(
                "spy",
                """
                const fs = require('fs');
                const seen = (path) => { try { return fs.readdirSync(path).length; } catch (e) { return e.code; } };
                const wrote = (path) => { try { fs.writeFileSync(path, 'x'); return 'written'; } catch (e) { return e.code; } };
                exports.handler = async (event) => ({
                  data: seen(event.data), code: wrote('/var/task/index.js'), root: wrote('/usr/x'), tmp: wrote('/tmp/x'),
                  server: process.env.GATEHOUSE_SECRET ?? 'unseen',
                });
                """);
        InvokeResponse answer =
                clients.lambda.invoke(request ->
                        request.functionName("spy")
                                .payload(
                                        SdkBytes.fromUtf8String(
                                                "{\"data\":\"" + server.dataDirectory() + "\"}")));
        assertThat(answer.payload().asUtf8String())
                .isEqualTo(
                        "{\"data\":\"ENOENT\",\"code\":\"EROFS\",\"root\":\"EROFS\",\"tmp\":\"written\",\"server\":\"unseen\"}");
    }

    private static String failure(String function) {
        InvokeResponse answer =
                whileTheNeighbourIsWell(
                        () -> clients.lambda.invoke(request -> request.functionName(function)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.functionError()).isEqualTo("Unhandled");
        return answer.payload().asUtf8String();
    }

    private static <T> T whileTheNeighbourIsWell(Supplier<T> misbehaviour) {
        try (SteadyCaller _ =
                new SteadyCaller(() -> clients.get(neighbour).body().equals("well"))) {
            return misbehaviour.get();
        }
    }
}

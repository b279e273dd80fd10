package dev.gatehouse.functions.dispatch;

import static dev.gatehouse.functions.fake.HostFixture.HELLO;
import static dev.gatehouse.functions.fake.HostFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.functions.environment.Credentials;
import dev.gatehouse.functions.fake.Await;
import dev.gatehouse.functions.fake.HostFixture;
import dev.gatehouse.functions.fake.KeptLines;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.functions.host.FunctionVersion;
import dev.gatehouse.functions.host.Invocation;
import dev.gatehouse.functions.host.InvokeOutcome;
import dev.gatehouse.functions.host.LiveFunction;
import dev.gatehouse.functions.host.RuntimeChoice;
import dev.gatehouse.functions.runtime.RuntimePlaces;
import dev.gatehouse.functions.sandbox.Isolation;
import dev.gatehouse.functions.sandbox.LocalSandbox;
import dev.gatehouse.functions.sandbox.SandboxSettings;
import dev.gatehouse.http.engine.EngineOptions;
import dev.gatehouse.http.engine.HttpEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions in the languages of this machine, in its best sandbox. */
class LocalMachineTest {
    private static final String NODE =
            """
            exports.handler = async (event) => {
              console.log('got ' + event.do);
              if (event.do === 'fail') throw new TypeError('no');
              if (event.do === 'exit') process.exit(3);
              if (event.do === 'hang') await new Promise((done) => setTimeout(done, 60000));
              if (event.do === 'eat') { const kept = []; for (;;) kept.push(Buffer.alloc(1 << 24, 1)); }
              return { api: process.env.AWS_LAMBDA_FUNCTION_NAME, n: event.n };
            };
            """;
    private static final String PYTHON =
            """
            def handler(event, context):
                print("got", event["n"])
                return {"n": event["n"], "left": context.get_remaining_time_in_millis() > 0}
            """;

    @TempDir private Path folder;
    private final HttpEngine engine = HttpEngine.start(EngineOptions.defaults());
    private final KeptLines log = new KeptLines();
    private HostedFunctions host;

    @BeforeEach
    void open() throws Exception {
        LocalSandbox sandbox =
                LocalSandbox.open(
                        new SandboxSettings(
                                folder.resolve("sandbox"),
                                Isolation.PREFERRED,
                                RuntimePlaces.ofThisMachine(List.of(), System.getenv()),
                                false,
                                1));
        host =
                FunctionHosting.open(
                        engine,
                        sandbox,
                        new Surroundings.Providers(
                                (role, session) -> new Credentials("AKID", "secret", "token"),
                                () -> "http://127.0.0.1:4566",
                                log),
                        HostSettings.defaults());
    }

    @AfterEach
    void nothingIsLeft() {
        host.close();
        Await.until("every environment ends", () -> host.environments() == 0);
        assertThat(host.inFlight()).isZero();
        engine.close();
    }

    private void publish(String runtime, String handler, String file, String code)
            throws Exception {
        if (host.runtime(runtime) instanceof RuntimeChoice.Missing(String reason)) {
            Assumptions.abort(reason);
        }
        Path task = Files.createDirectories(folder.resolve("code"));
        Files.writeString(task.resolve(file), code);
        FunctionVersion version =
                new FunctionVersion(
                        HELLO,
                        "$LATEST",
                        "1",
                        runtime,
                        handler,
                        task,
                        List.of(),
                        128,
                        3,
                        512,
                        Map.of(),
                        "arn:aws:iam::000000000000:role/r",
                        "/aws/lambda/hello");
        host.publish(
                new LiveFunction(
                        HELLO,
                        Map.of("$LATEST", version),
                        Map.of(),
                        Map.of(),
                        OptionalInt.empty()));
    }

    private CompletableFuture<InvokeOutcome> invoke(String id, String event) {
        return host.invoke(
                        new FunctionRef(HELLO, null),
                        HostFixture.OWNER,
                        new Invocation(
                                id, event.getBytes(StandardCharsets.UTF_8), null, null, true))
                .toCompletableFuture();
    }

    @Test
    void nodeFunctionAnswersFailsExitsHangsAndStarvesWithoutHarmToTheNextCall() throws Exception {
        publish("nodejs22.x", "index.handler", "index.js", NODE);

        assertThat(text(invoke("r-1", "{\"n\":1}"))).isEqualTo("{\"api\":\"hello\",\"n\":1}");
        assertThat(text(invoke("r-2", "{\"do\":\"fail\"}")))
                .startsWith("failed ")
                .contains("\"errorType\":\"TypeError\"", "\"errorMessage\":\"no\"");
        assertThat(text(invoke("r-3", "{\"do\":\"exit\"}"))).contains("Runtime.ExitError");
        assertThat(text(invoke("r-4", "{\"do\":\"hang\"}")))
                .contains("Task timed out after 3.00 seconds");
        assertThat(text(invoke("r-5", "{\"do\":\"eat\"}"))).startsWith("failed ");
        assertThat(text(invoke("r-6", "{\"n\":6}"))).isEqualTo("{\"api\":\"hello\",\"n\":6}");
        Await.until(
                "the log",
                () -> log.lines().stream().anyMatch(l -> l.startsWith("REPORT RequestId: r-6")));
        assertThat(log.lines()).anyMatch(line -> line.endsWith("got fail"));
    }

    @Test
    void pythonFunctionAnswersAndItsPrintIsInTheTail() throws Exception {
        publish("python3.12", "app.handler", "app.py", PYTHON);

        CompletableFuture<InvokeOutcome> outcome = invoke("r-1", "{\"n\":1}");

        assertThat(text(outcome)).isEqualTo("{\"n\": 1, \"left\": true}");
        assertThat(outcome.join())
                .isInstanceOfSatisfying(
                        InvokeOutcome.Succeeded.class,
                        succeeded ->
                                assertThat(
                                                new String(
                                                        succeeded.execution().logTail(),
                                                        StandardCharsets.UTF_8))
                                        .contains("Version: $LATEST\ngot 1\nEND RequestId: r-1"));
    }

    @Test
    void initialisationThatFailsIsReportedInTheRuntimesOwnWords() throws Exception {
        publish("nodejs22.x", "index.handler", "index.js", "throw new Error('not today');");

        assertThat(text(invoke("r-1", "{}"))).startsWith("failed ").contains("not today");
    }
}

package dev.gatehouse.functions.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.functions.fake.Await;
import dev.gatehouse.functions.fake.MachineHost;
import dev.gatehouse.functions.fake.MachineHost.Answer;
import dev.gatehouse.functions.fake.MachineHost.Published;
import dev.gatehouse.functions.sandbox.Isolation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
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
    private MachineHost machine;

    @BeforeEach
    void open() {
        machine = new MachineHost(folder, Isolation.PREFERRED, 1);
    }

    @AfterEach
    void nothingIsLeft() {
        machine.close();
    }

    private Published publish(String runtime, String handler, String file, String source)
            throws Exception {
        return machine.publish(
                machine.function(runtime, handler, Map.of(file, source))
                        .withMemory(128)
                        .withTimeout(3));
    }

    @Test
    void nodeFunctionAnswersFailsExitsHangsAndStarvesWithoutHarmToTheNextCall() throws Exception {
        Published function = publish("nodejs22.x", "index.handler", "index.js", NODE);
        String name = function.id().name();

        assertThat(function.invoke("{\"n\":1}").payload())
                .isEqualTo("{\"api\":\"" + name + "\",\"n\":1}");
        Answer failed = function.invoke("{\"do\":\"fail\"}");
        assertThat(failed.failed()).isTrue();
        assertThat(failed.payload())
                .contains("\"errorType\":\"TypeError\"", "\"errorMessage\":\"no\"");
        assertThat(failed.tail()).contains("got fail\n");
        assertThat(function.invoke("{\"do\":\"exit\"}").payload()).contains("Runtime.ExitError");
        assertThat(function.invoke("{\"do\":\"hang\"}").payload())
                .contains("Task timed out after 3.00 seconds");
        assertThat(function.invoke("{\"do\":\"eat\"}").failed()).isTrue();
        Answer last = function.invoke("{\"n\":6}");
        assertThat(last.payload()).isEqualTo("{\"api\":\"" + name + "\",\"n\":6}");
        String report = "REPORT RequestId: " + last.requestId();
        Await.until(
                "the log",
                () -> machine.log().lines().stream().anyMatch(line -> line.startsWith(report)));
    }

    @Test
    void pythonFunctionAnswersAndItsPrintIsInTheTail() throws Exception {
        Answer answer = publish("python3.12", "app.handler", "app.py", PYTHON).invoke("{\"n\":1}");

        assertThat(answer.payload()).isEqualTo("{\"n\": 1, \"left\": true}");
        assertThat(answer.tail())
                .contains("Version: $LATEST\ngot 1\nEND RequestId: " + answer.requestId());
    }

    @Test
    void initialisationThatFailsIsReportedInTheRuntimesOwnWords() throws Exception {
        Answer answer =
                publish("nodejs22.x", "index.handler", "index.js", "throw new Error('not today');")
                        .invoke("{}");

        assertThat(answer.failed()).isTrue();
        assertThat(answer.payload()).contains("not today");
    }
}

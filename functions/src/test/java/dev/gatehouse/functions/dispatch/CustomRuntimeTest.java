package dev.gatehouse.functions.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.functions.fake.MachineHost;
import dev.gatehouse.functions.fake.MachineHost.Answer;
import dev.gatehouse.functions.fake.MachineHost.Published;
import dev.gatehouse.functions.sandbox.Isolation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Custom runtimes of bash and curl. AWS docs: Lambda, "Building a custom runtime". */
class CustomRuntimeTest {
    private static final String PROLOGUE =
            """
            #!/bin/bash
            api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime"
            next() {
              event=$(curl -sS -D /tmp/head "$api/invocation/next") || exit 1
              id=$(tr -d '\\r' < /tmp/head | awk 'tolower($1) == "lambda-runtime-aws-request-id:" { print $2 }')
            }
            status() { curl -sS -o /tmp/said -w '%{http_code}' "$@"; }
            """;

    @TempDir private static Path folder;
    private static MachineHost machine;

    @BeforeAll
    static void open() {
        machine = new MachineHost(folder, Isolation.REQUIRED, 0);
    }

    @AfterAll
    static void close() {
        machine.close();
    }

    private static Published publish(String script) throws Exception {
        return machine.publish(
                machine.function(
                        "provided.al2023", "x", Map.of("bootstrap", PROLOGUE + script + "\n")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "while next; do curl -sS -o /dev/null $api/invocation/$id/response -d plain; done | plain",
                "while next; do curl -sS -o /dev/null -H 'Transfer-Encoding: chunked' $api/invocation/$id/response -d @- <<< chunked; done | chunked",
                "while next; do curl -sS -o /dev/null -H 'Expect: 100-continue' $api/invocation/$id/response -d @- <<< expected; done | expected",
                "while next; do curl -sS -o /dev/null -X POST $api/invocation/$id/response; done |''",
                "while next; do curl -sS -o /dev/null $api/invocation/$id/response -d $(status $api/invocation/wrong/response -d 1)-$(tr -d ' {}' < /tmp/said); done | 400-\"errorMessage\":\"InvalidrequestID\",\"errorType\":\"InvalidRequestID\"",
                "while next; do curl -sS -o /dev/null $api/invocation/$id/response -d $(status $api/invocation/next)-$(tr -d ' {}' < /tmp/said); done | 403-\"errorMessage\":\"TransitionfromBusytoReadyisnotallowed.\",\"errorType\":\"InvalidStateTransition\"",
                "while next; do curl -sS -o /dev/null $api/invocation/$id/response -d $(status $api/init/error -d '{}'); done | 403",
                "while next; do curl -sS -o /dev/null $api/invocation/$id/response -d $(status $api/nothing); done | 404",
                "while next; do curl -sS -o /dev/null $api/invocation/$id/response -d \"$LAMBDA_TASK_ROOT $_HANDLER $PWD ${AWS_EXECUTION_ENV-none}\"; done | /var/task x /var/task none",
            })
    void answersTwice(String script, String payload) throws Exception {
        Published function = publish(script);
        for (int i = 0; i < 2; i++) {
            Answer answer = function.invoke("{}");
            assertThat(answer.payload()).as(answer.tail()).isEqualTo(payload);
            assertThat(answer.failed()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exit 0                  | Runtime.ExitError | Runtime exited without providing a reason",
                "exit 7                  | Runtime.ExitError | Runtime exited with error: exit status 7",
                "kill -9 $$              | Runtime.ExitError | Runtime exited with error: signal: killed",
                "next; exit 0            | Runtime.ExitError | Runtime exited without providing a reason",
                "next; exit 130          | Runtime.ExitError | Runtime exited with error: exit status 130",
                "next; kill -11 $$       | Runtime.ExitError | Runtime exited with error: signal: segmentation fault",
                "nosuchcommand           | Runtime.ExitError | Runtime exited with error: exit status 127",
                "curl -sS $api/init/error -H 'Lambda-Runtime-Function-Error-Type: My.Init' -d '{\"errorType\":\"My.Init\",\"errorMessage\":\"cold\"}'; exit 1 | My.Init | cold",
                "while next; do curl -sS $api/invocation/$id/error -H 'Lambda-Runtime-Function-Error-Type: My.Own' -d '{\"errorType\":\"My.Own\",\"errorMessage\":\"mine\"}'; done | My.Own | mine",
            })
    void fails(String script, String type, String message) throws Exception {
        Published function = publish(script);
        for (int i = 0; i < 2; i++) {
            Answer answer = function.invoke("{}");
            assertThat(answer.failed()).isTrue();
            assertThat(answer.payload())
                    .contains("\"errorType\":\"" + type + "\"")
                    .contains(message);
        }
    }

    @Test
    void bootstrapOfALayerRunsTheFunction() throws Exception {
        Path layer =
                machine.tree(
                        "layer-bootstrap",
                        Map.of(
                                "bootstrap",
                                PROLOGUE
                                        + "while next; do curl -sS $api/invocation/$id/response -d \"$(cat /var/task/$_HANDLER.txt)\"; done\n"));
        Published function =
                machine.publish(
                        machine.function("provided.al2023", "x", Map.of("x.txt", "from /opt"))
                                .withLayers(layer));
        assertThat(function.invoke("{}").payload()).isEqualTo("from /opt");
    }

    /** AWS's own words for it. */
    @Test
    void missingBootstrapIsAnInvalidEntrypoint() throws Exception {
        Published function =
                machine.publish(machine.function("provided.al2023", "x", Map.of("other", "x")));

        Answer answer = function.invoke("{}");

        assertThat(answer.failed()).isTrue();
        assertThat(answer.payload())
                .isEqualTo(
                        "{\"errorType\":\"Runtime.InvalidEntrypoint\",\"errorMessage\":\"RequestId: "
                                + answer.requestId()
                                + " Error: Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]\"}");
        assertThat(function.invoke("{}").failed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exec format error         | just text",
                "exec format error         | \u007fELF of no machine",
                "no such file or directory | #!/bin/bash\\r",
                "no such file or directory | #!/usr/bin/nosuch -x",
            })
    void bootstrapThatIsNoProgramIsAnInvalidEntrypoint(String reason, String content)
            throws Exception {
        Published function =
                machine.publish(
                        machine.function(
                                "provided.al2023",
                                "x",
                                Map.of("bootstrap", content.replace("\\r", "\r\n"))));

        assertThat(function.invoke("{}").payload())
                .contains("\"Runtime.InvalidEntrypoint\"")
                .contains("Error: fork/exec /var/task/bootstrap: " + reason);
    }

    @Test
    void answerThatIsTooLargeIsRefusedAndTheFunctionGoesOn() throws Exception {
        Published function =
                publish(
                        """
                        while next; do
                          head -c "$event" /dev/zero | tr '\\0' 1 > /tmp/body
                          status $api/invocation/$id/response --data-binary @/tmp/body
                        done
                        """);
        Answer large = function.invoke("6291557");
        assertThat(large.payload()).contains("Function.ResponseSizeTooLarge");
        assertThat(function.invoke("6291556").payload()).hasSize(6291556);
    }
}

package dev.gatehouse.functions.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.functions.fake.Await;
import dev.gatehouse.functions.fake.MachineHost;
import dev.gatehouse.functions.sandbox.Isolation;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that do not want to end. */
class StubbornProcessTest {
    private static final String DEAF =
            """
            #!/bin/bash
            trap '' TERM INT HUP
            api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
            (trap '' TERM; sleep 1000) &
            while true; do
              id=$(curl -sS -D - -o /dev/null $api/next | tr -d '\\r' | awk 'tolower($1) == "lambda-runtime-aws-request-id:" { print $2 }')
              curl -sS -o /dev/null $api/$id/response -d "$$ $!"
            done
            """;

    @TempDir private Path folder;

    @Test
    void functionThatIgnoresSigtermIsKilledWithItsChildren() throws Exception {
        try (MachineHost machine = new MachineHost(folder, Isolation.NONE, 0)) {
            var function =
                    machine.publish(
                            machine.function("provided.al2023", "x", Map.of("bootstrap", DEAF)));
            String[] pids = function.invoke("{}").payload().split(" ");

            machine.host().remove(function.id());

            for (String pid : pids) {
                Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
                Await.until(
                        "process " + pid + " ends",
                        () -> process.map(handle -> !handle.isAlive()).orElse(true));
            }
            assertThat(pids).hasSize(2);
        }
    }
}

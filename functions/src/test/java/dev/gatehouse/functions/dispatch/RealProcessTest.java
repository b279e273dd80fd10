package dev.gatehouse.functions.dispatch;

import static dev.gatehouse.functions.fake.HostFixture.HELLO;
import static dev.gatehouse.functions.fake.HostFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.functions.environment.Credentials;
import dev.gatehouse.functions.fake.Await;
import dev.gatehouse.functions.fake.HostFixture;
import dev.gatehouse.functions.fake.KeptLines;
import dev.gatehouse.functions.fake.PlainProcesses;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.functions.host.Invocation;
import dev.gatehouse.functions.host.InvokeOutcome;
import dev.gatehouse.http.engine.EngineOptions;
import dev.gatehouse.http.engine.HttpEngine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A custom runtime of bash and curl, as AWS's documentation shows it, over real sockets. */
class RealProcessTest {
    private static final String LOOP =
            """
            API="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime"
            HEADERS=$(mktemp)
            trap 'rm -f $HEADERS' EXIT
            while true; do
              EVENT=$(curl -sS -D "$HEADERS" "$API/invocation/next") || exit 1
              ID=$(grep -i '^Lambda-Runtime-Aws-Request-Id' "$HEADERS" | tr -d '\\r' | cut -d' ' -f2)
              handle
            done
            """;
    private static final String ECHO =
            """
            handle() {
              echo "event $EVENT"
              curl -sS -o /dev/null "$API/invocation/$ID/response" -d "$EVENT"
            }
            """;

    private final HttpEngine engine = HttpEngine.start(EngineOptions.defaults());
    private final KeptLines log = new KeptLines();
    private PlainProcesses sandbox = new PlainProcesses(_ -> List.of("false"));
    private HostedFunctions host = host(ECHO);

    private HostedFunctions host(String handler) {
        sandbox = new PlainProcesses(_ -> List.of("bash", "-c", handler + LOOP));
        return FunctionHosting.open(
                engine,
                sandbox,
                new Surroundings.Providers(
                        (role, session) -> new Credentials("AKID", "secret", "token"),
                        () -> "http://127.0.0.1:4566",
                        log),
                HostSettings.defaults());
    }

    private void restart(String handler) {
        host.close();
        host = host(handler);
        host.publish(HostFixture.function(HELLO, "1", OptionalInt.empty()));
    }

    private CompletableFuture<InvokeOutcome> invoke(String id, String event) {
        return host.invoke(
                        new FunctionRef(HELLO, null),
                        HostFixture.OWNER,
                        new Invocation(
                                id, event.getBytes(StandardCharsets.UTF_8), null, null, true))
                .toCompletableFuture();
    }

    @AfterEach
    void nothingIsLeft() {
        host.close();
        Await.until("every process ends", () -> sandbox.alive() == 0);
        assertThat(host.environments()).isZero();
        assertThat(host.inFlight()).isZero();
        engine.close();
    }

    @Test
    void bashFunctionAnswersAndItsOutputIsInTheTail() {
        host.publish(HostFixture.function(HELLO, "1", OptionalInt.empty()));

        CompletableFuture<InvokeOutcome> outcome = invoke("r-1", "{\"n\":1}");

        assertThat(text(outcome)).isEqualTo("{\"n\":1}");
        assertThat(outcome.join())
                .isInstanceOfSatisfying(
                        InvokeOutcome.Succeeded.class,
                        succeeded ->
                                assertThat(
                                                new String(
                                                        succeeded.execution().logTail(),
                                                        StandardCharsets.UTF_8))
                                        .contains("event {\"n\":1}\nEND RequestId: r-1\n"));
        assertThat(text(invoke("r-2", "{\"n\":2}"))).isEqualTo("{\"n\":2}");
    }

    @Test
    void noCallFailsWhileRevisionsReplaceEachOtherUnderLoad() {
        host.publish(HostFixture.function(HELLO, "0", OptionalInt.empty()));
        List<CompletableFuture<InvokeOutcome>> outcomes = new ArrayList<>();

        for (int revision = 1; revision <= 5; revision++) {
            for (int i = 0; i < 6; i++) {
                outcomes.add(invoke("r-" + revision + "-" + i, "1"));
            }
            text(outcomes.get(outcomes.size() - 6));
            host.publish(
                    HostFixture.function(HELLO, Integer.toString(revision), OptionalInt.empty()));
        }

        assertThat(outcomes).allSatisfy(outcome -> assertThat(text(outcome)).isEqualTo("1"));
    }

    @Test
    void exitAndKillAreNamedAndTheNextCallIsServed() {
        restart(
                """
                handle() {
                  case "$EVENT" in
                    exit) exit 7 ;;
                    kill) kill -9 $$ ;;
                    *) curl -sS -o /dev/null "$API/invocation/$ID/response" -d "$EVENT" ;;
                  esac
                }
                """);

        assertThat(text(invoke("r-1", "exit")))
                .contains("Runtime exited with error: exit status 7");
        assertThat(text(invoke("r-2", "kill")))
                .contains("Runtime exited with error: signal: killed");
        assertThat(text(invoke("r-3", "ok"))).isEqualTo("ok");
    }

    @Test
    void tenMegabytesOfLogsHurtNobody() {
        restart(
                """
                handle() {
                  head -c 10000000 /dev/zero | tr '\\0' 'x' | fold -w 100
                  curl -sS -o /dev/null "$API/invocation/$ID/response" -d "$EVENT"
                }
                """);

        assertThat(text(invoke("r-1", "\"ok\""))).isEqualTo("\"ok\"");
        Await.until(
                "the report",
                () -> log.lines().stream().anyMatch(line -> line.startsWith("REPORT")));
    }

    @Test
    void busyFunctionIsKilledWithEverythingItStartedAtItsTimeout() {
        restart("handle() { sleep 1000; }\n");
        long begun = System.nanoTime();

        assertThat(text(invoke("r-1", "1"))).contains("Task timed out after 3.00 seconds");

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(2990), Duration.ofMillis(4500));
    }
}

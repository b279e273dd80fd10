package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.model.Runtime;

/**
 * What a client was told is done survives {@code kill -9} of the server, and everything answers
 * again after a restart.
 */
class DurabilityTest {
    private static final String CODE =
            "exports.handler = async (event) => ({ statusCode: 200, body: process.env.WORD + event.rawPath });";

    @TempDir Path data;

    @BeforeAll
    static void needsNode() {
        Programs.require("node");
    }

    @Test
    void everythingAnswersAgainAfterAKill() throws Exception {
        String apiId;
        try (ServerProcess first = ServerProcess.start(data, Programs.freePort());
                Clients clients = new Clients(first.url())) {
            String arn =
                    clients.create(
                            Clients.function(
                                            "kept",
                                            Runtime.NODEJS20_X.toString(),
                                            "index.handler",
                                            Map.of("index.js", CODE))
                                    .environment(environment ->
                                            environment.variables(Map.of("WORD", "kept ")))
                                    .build());
            clients.permit("kept");
            apiId = clients.quickApi("kept", arn);
            assertThat(clients.get(clients.stageUrl(apiId) + "a").body()).isEqualTo("kept /a");
            first.kill();
        }
        try (ServerProcess second = ServerProcess.start(data, Programs.freePort());
                Clients clients = new Clients(second.url())) {
            assertThat(clients.get(clients.stageUrl(apiId) + "b").body()).isEqualTo("kept /b");
            assertThat(
                            clients.lambda
                                    .getFunction(request -> request.functionName("kept"))
                                    .configuration()
                                    .stateAsString())
                    .isEqualTo("Active");
        }
    }

    /**
     * Every acknowledged call of many, with a kill at a random moment of each round, is there
     * afterwards.
     */
    @Test
    void acknowledgedCallsSurviveKillsAtAnyMoment() throws Exception {
        List<String> acknowledged = new ArrayList<>();
        int rounds = 5;
        for (int round = 0; round < rounds; round++) {
            try (ServerProcess server = ServerProcess.start(data, Programs.freePort());
                    Clients clients = new Clients(server.url())) {
                assertThat(namesOf(clients)).containsAll(acknowledged);
                Thread killer = Thread.ofVirtual().start(new Kill(server, 100 + 170L * round));
                createUntilKilled(clients, round, acknowledged);
                killer.join();
            }
        }
        try (ServerProcess server = ServerProcess.start(data, Programs.freePort());
                Clients clients = new Clients(server.url())) {
            assertThat(namesOf(clients)).containsAll(acknowledged);
        }
        assertThat(acknowledged).isNotEmpty();
        System.out.println(
                acknowledged.size() + " acknowledged calls survived " + rounds + " kills");
    }

    private static void createUntilKilled(Clients clients, int round, List<String> acknowledged) {
        try {
            for (int i = 0; i < 10_000; i++) {
                String name = "round-" + round + "-" + i;
                clients.quickApi(name, "http://127.0.0.1:9/");
                acknowledged.add(name);
            }
        } catch (RuntimeException killed) {
            assertThat(killed).isInstanceOf(SdkException.class);
        }
    }

    private static List<String> namesOf(Clients clients) {
        List<String> names = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            var page = clients.apis.getApis(request -> request.maxResults("100").nextToken(from));
            page.items().forEach(api -> names.add(api.name()));
            token = page.nextToken();
        } while (token != null);
        return names;
    }

    private record Kill(ServerProcess server, long afterMillis) implements Runnable {
        @Override
        public void run() {
            try {
                Thread.sleep(afterMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            server.kill();
        }
    }
}

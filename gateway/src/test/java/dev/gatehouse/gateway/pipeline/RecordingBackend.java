package dev.gatehouse.gateway.pipeline;

import dev.gatehouse.http.client.ClientOutcome;
import dev.gatehouse.http.client.ClientRequest;
import dev.gatehouse.http.client.HttpClient;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A backend that remembers its requests and gives one answer to all of them. */
final class RecordingBackend implements HttpClient {
    final List<ClientRequest> requests = new ArrayList<>();
    private ClientOutcome outcome =
            new ClientOutcome.Answered(
                    Response.of(
                            200,
                            Headers.of("Content-Type", "text/plain"),
                            "from the backend".getBytes(StandardCharsets.UTF_8)));

    @Override
    public CompletionStage<ClientOutcome> send(ClientRequest request) {
        requests.add(request);
        return CompletableFuture.completedStage(outcome);
    }

    void become(ClientOutcome next) {
        outcome = next;
    }

    ClientRequest last() {
        return requests.getLast();
    }
}

package dev.gatehouse.http.client;

import java.util.concurrent.CompletionStage;

/** Sends requests over pooled keep-alive connections; both bodies are streamed. */
public interface HttpClient {
    /**
     * Never fails: what can go wrong is in the outcome. Completes when the response's headers are
     * here.
     */
    CompletionStage<ClientOutcome> send(ClientRequest request);
}

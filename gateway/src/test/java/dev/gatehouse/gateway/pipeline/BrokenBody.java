package dev.gatehouse.gateway.pipeline;

import dev.gatehouse.http.message.Body;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A payload of unknown length that fails when it is read, and knows whether it was given up. */
final class BrokenBody implements Body {
    private final RuntimeException failure;
    private boolean discarded;

    BrokenBody(RuntimeException failure) {
        this.failure = failure;
    }

    boolean discarded() {
        return discarded;
    }

    @Override
    public long length() {
        return -1;
    }

    @Override
    public CompletionStage<byte[]> collect(int limit) {
        return CompletableFuture.failedStage(failure);
    }

    @Override
    public Body atMost(long limit) {
        return this;
    }

    @Override
    public void discard() {
        discarded = true;
    }
}

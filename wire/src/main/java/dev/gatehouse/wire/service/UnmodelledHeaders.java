package dev.gatehouse.wire.service;

import dev.gatehouse.http.message.Headers;
import org.jspecify.annotations.Nullable;

/**
 * HTTP headers that an operation has beside those in its service's model, e.g. {@code
 * X-Amzn-Trace-Id}. Used by the thread of the call alone.
 */
public final class UnmodelledHeaders {
    private final Headers sent;
    private final Headers.Builder answered = Headers.builder();

    /**
     * @param sent what came with the call
     */
    public UnmodelledHeaders(Headers sent) {
        this.sent = sent;
    }

    /** The first value that came with the call; null when there is none. */
    public @Nullable String sent(String name) {
        return sent.first(name);
    }

    /** Goes out with the answer if it is no error. */
    public void answer(String name, String value) {
        answered.add(name, value);
    }

    Headers answered() {
        return answered.build();
    }
}

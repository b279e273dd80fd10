package dev.gatehouse.functions.environment;

import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.functions.host.Invocation;
import dev.gatehouse.functions.host.InvokeOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** One invocation from its admission to its outcome. */
public final class Turn {
    private final FunctionRef function;
    private final Invocation invocation;
    private final Runnable whenOver;
    private final Thread loop = Thread.currentThread();
    private final AtomicBoolean over = new AtomicBoolean();
    private final CompletableFuture<InvokeOutcome> outcome = new CompletableFuture<>();

    /**
     * @param function as the caller named it
     * @param whenOver gives back what admission took; runs once, before the outcome is known
     */
    public Turn(FunctionRef function, Invocation invocation, Runnable whenOver) {
        this.function = function;
        this.invocation = invocation;
        this.whenOver = whenOver;
    }

    public FunctionRef function() {
        return function;
    }

    public Invocation invocation() {
        return invocation;
    }

    public String requestId() {
        return invocation.requestId();
    }

    /** The thread that it came by, which is an event loop where the caller is an API. */
    public Thread loop() {
        return loop;
    }

    public CompletionStage<InvokeOutcome> outcome() {
        return outcome;
    }

    /** The first outcome counts. */
    public void settle(InvokeOutcome result) {
        if (over.compareAndSet(false, true)) {
            whenOver.run();
            outcome.complete(result);
        }
    }
}

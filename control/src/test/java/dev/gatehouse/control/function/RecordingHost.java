package dev.gatehouse.control.function;

import dev.gatehouse.functions.host.Caller;
import dev.gatehouse.functions.host.FunctionHost;
import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.functions.host.Invocation;
import dev.gatehouse.functions.host.InvokeOutcome;
import dev.gatehouse.functions.host.InvokeOutcome.Execution;
import dev.gatehouse.functions.host.LiveFunction;
import dev.gatehouse.functions.host.RuntimeChoice;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Remembers what is published; invoked, it answers the payload, or what the test prepared. */
final class RecordingHost implements FunctionHost {
    final Map<FunctionId, LiveFunction> live = new ConcurrentHashMap<>();
    volatile Function<String, RuntimeChoice> runtimes = RuntimeChoice.Exact::new;
    volatile @Nullable InvokeOutcome prepared;
    volatile @Nullable Invocation last;

    /** Told of a function before it is live. */
    volatile Consumer<LiveFunction> publishing = function -> {};

    @Override
    public void publish(LiveFunction function) {
        publishing.accept(function);
        live.put(function.id(), function);
    }

    @Override
    public void remove(FunctionId id) {
        live.remove(id);
    }

    @Override
    public CompletionStage<InvokeOutcome> invoke(
            FunctionRef function, Caller caller, Invocation invocation) {
        last = invocation;
        InvokeOutcome outcome = prepared;
        return CompletableFuture.completedStage(
                outcome == null ? echo(function, invocation) : outcome);
    }

    private InvokeOutcome echo(FunctionRef ref, Invocation invocation) {
        LiveFunction function = live.get(ref.id());
        String version = ref.qualifier() == null ? "$LATEST" : ref.qualifier();
        if (function != null && function.aliases().containsKey(version)) {
            version = function.aliases().get(version).version();
        }
        if (function == null || !function.versions().containsKey(version)) {
            return new InvokeOutcome.NotFound(ref.arn());
        }
        byte[] tail = "the log".getBytes(StandardCharsets.UTF_8);
        return new InvokeOutcome.Succeeded(invocation.payload(), new Execution(version, tail));
    }

    @Override
    public RuntimeChoice runtime(String identifier) {
        return runtimes.apply(identifier);
    }

    @Override
    public void close() {}
}

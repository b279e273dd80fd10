package dev.gatehouse.functions.dispatch;

import dev.gatehouse.functions.environment.Turn;
import dev.gatehouse.functions.host.Caller;
import dev.gatehouse.functions.host.FunctionHost;
import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.functions.host.FunctionVersion;
import dev.gatehouse.functions.host.Invocation;
import dev.gatehouse.functions.host.InvokeOutcome;
import dev.gatehouse.functions.host.LiveFunction;
import dev.gatehouse.functions.host.RuntimeChoice;
import dev.gatehouse.functions.log.LogWriter;
import dev.gatehouse.functions.permission.Permissions;
import dev.gatehouse.functions.runtimeapi.RuntimeApi;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Runs functions in environments on this machine. */
public final class HostedFunctions implements FunctionHost {
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Surroundings surroundings;
    private final HostSettings settings;
    private final Runnable afterwards;
    private final LogWriter logs;
    private final Placement placement;
    private final StartSlots slots;
    private final AccountConcurrency concurrency;
    private final Map<FunctionId, HostedFunction> functions = new ConcurrentHashMap<>();
    private final LongAdder admitted = new LongAdder();
    private final LongAdder finished = new LongAdder();
    private volatile boolean closing;

    /** A host on surroundings that are somebody else's to close. */
    public HostedFunctions(Surroundings surroundings, HostSettings settings) {
        this(surroundings, settings, () -> {});
    }

    /**
     * @param afterwards ends what was opened for this host alone
     */
    HostedFunctions(Surroundings surroundings, HostSettings settings, Runnable afterwards) {
        this.afterwards = afterwards;
        this.surroundings = surroundings;
        this.settings = settings;
        this.logs = new LogWriter(surroundings.providers().logs());
        this.placement = new Placement(surroundings, settings, logs);
        this.slots = new StartSlots(settings.simultaneousStarts(), surroundings.timer());
        this.concurrency = new AccountConcurrency(settings.accountConcurrency());
    }

    @Override
    public RuntimeChoice runtime(String identifier) {
        return surroundings.sandbox().runtime(identifier);
    }

    /** One change at a time; invocations go on meanwhile. */
    @Override
    public synchronized void publish(LiveFunction function) {
        HostedFunction before = functions.get(function.id());
        Map<String, VersionPool> earlier = before == null ? Map.of() : before.pools();
        Map<String, VersionPool> pools = new HashMap<>();
        function.versions()
                .forEach((name, version) -> pools.put(name, pool(version, earlier.get(name))));
        functions.put(
                function.id(),
                new HostedFunction(
                        function,
                        pools,
                        new Permissions(function.policies()),
                        concurrency.share(function.id(), function.reservedConcurrency())));
        retireReplaced(earlier, pools);
    }

    private VersionPool pool(FunctionVersion version, @Nullable VersionPool earlier) {
        if (earlier != null && earlier.version().revision().equals(version.revision())) {
            return earlier;
        }
        surroundings.sandbox().expect(version);
        return new VersionPool(version, placement, slots, surroundings.timer());
    }

    @Override
    public synchronized void remove(FunctionId id) {
        HostedFunction gone = functions.remove(id);
        if (gone != null) {
            concurrency.share(id, OptionalInt.empty());
            retireReplaced(gone.pools(), Map.of());
        }
    }

    private static void retireReplaced(
            Map<String, VersionPool> earlier, Map<String, VersionPool> now) {
        earlier.forEach((version, pool) -> {
            VersionPool successor = now.get(version);
            if (successor == null) {
                pool.retire();
            } else if (pool != successor) {
                pool.retire(successor::submit);
            }
        });
    }

    @Override
    public CompletionStage<InvokeOutcome> invoke(
            FunctionRef function, Caller caller, Invocation invocation) {
        HostedFunction hosted = functions.get(function.id());
        VersionPool pool = hosted == null ? null : hosted.choose(function.qualifier());
        if (closing) {
            return failed(shuttingDown());
        }
        if (hosted == null || pool == null) {
            return failed(new InvokeOutcome.NotFound(function.arn()));
        }
        if (!hosted.permissions().allow(function, caller)) {
            return failed(new InvokeOutcome.Forbidden(function.arn()));
        }
        if (invocation.payload().length > RuntimeApi.REQUEST_LIMIT) {
            return failed(new InvokeOutcome.TooLarge(RuntimeApi.REQUEST_LIMIT));
        }
        return admit(hosted.concurrency(), pool, function, invocation);
    }

    private CompletionStage<InvokeOutcome> admit(
            ConcurrencyLimit limit, VersionPool pool, FunctionRef function, Invocation invocation) {
        if (!limit.tryTake()) {
            return failed(new InvokeOutcome.Throttled(limit.reason()));
        }
        admitted.increment();
        Turn turn =
                new Turn(
                        function,
                        invocation,
                        () -> {
                            limit.giveBack();
                            finished.increment();
                        });
        pool.submit(turn);
        return turn.outcome();
    }

    private static InvokeOutcome shuttingDown() {
        return new InvokeOutcome.Unavailable("the server is shutting down");
    }

    private static CompletionStage<InvokeOutcome> failed(InvokeOutcome outcome) {
        return CompletableFuture.completedStage(outcome);
    }

    /** Processes that have not ended. */
    public int environments() {
        return placement.live();
    }

    /** Invocations that have no outcome yet. */
    public long inFlight() {
        long done = finished.sum();
        return admitted.sum() - done;
    }

    @Override
    public void close() {
        closing = true;
        await(() -> inFlight() == 0, settings.closeGrace());
        functions.values().stream()
                .flatMap(one -> one.pools().values().stream())
                .forEach(pool -> pool.retire(turn -> turn.settle(shuttingDown())));
        await(() -> placement.live() == 0, settings.environments().stop());
        placement.killAll();
        await(() -> placement.live() == 0, LAST_WORDS);
        surroundings.sandbox().close();
        logs.close();
        afterwards.run();
    }

    private static void await(BooleanSupplier condition, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}

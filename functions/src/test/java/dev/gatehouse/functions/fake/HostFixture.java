package dev.gatehouse.functions.fake;

import dev.gatehouse.functions.dispatch.HostSettings;
import dev.gatehouse.functions.dispatch.HostedFunctions;
import dev.gatehouse.functions.dispatch.Surroundings;
import dev.gatehouse.functions.environment.Credentials;
import dev.gatehouse.functions.environment.EnvironmentLimits;
import dev.gatehouse.functions.host.Caller;
import dev.gatehouse.functions.host.FunctionId;
import dev.gatehouse.functions.host.FunctionRef;
import dev.gatehouse.functions.host.FunctionVersion;
import dev.gatehouse.functions.host.Invocation;
import dev.gatehouse.functions.host.InvokeOutcome;
import dev.gatehouse.functions.host.LiveFunction;
import dev.gatehouse.functions.runtimeapi.RuntimeApi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A host whose processes, time and log belong to the test. */
public final class HostFixture implements AutoCloseable {
    public static final FunctionId HELLO = new FunctionId("000000000000", "eu-west-1", "hello");
    public static final Caller OWNER =
            new Caller.Principal("arn:aws:iam::000000000000:user/me", "000000000000");

    private final RuntimeApi api = new RuntimeApi();
    private final ManualTimer timer = new ManualTimer();
    private final FakeSandbox sandbox = new FakeSandbox(api);
    private final KeptLines log = new KeptLines();
    private final HostedFunctions host;

    public HostFixture() {
        this(1000, 8);
    }

    public HostFixture(int concurrency, int starts) {
        host =
                new HostedFunctions(
                        new Surroundings(
                                sandbox,
                                api,
                                "127.0.0.1:9",
                                new Surroundings.Providers(
                                        (role, session) ->
                                                new Credentials("AKID", "secret", session),
                                        () -> "http://127.0.0.1:4566",
                                        log),
                                timer,
                                timer),
                        new HostSettings(
                                concurrency,
                                starts,
                                false,
                                Duration.ofMillis(50),
                                EnvironmentLimits.defaults()));
    }

    public HostedFunctions host() {
        return host;
    }

    public FakeSandbox sandbox() {
        return sandbox;
    }

    public ManualTimer timer() {
        return timer;
    }

    public KeptLines log() {
        return log;
    }

    public RuntimeApi api() {
        return api;
    }

    public static FunctionVersion version(FunctionId id, String version, String revision) {
        return new FunctionVersion(
                id,
                version,
                revision,
                "nodejs22.x",
                "index.handler",
                Path.of("/nowhere"),
                List.of(),
                128,
                3,
                512,
                Map.of("COLOUR", "blue"),
                "arn:aws:iam::000000000000:role/r",
                "/aws/lambda/" + id.name());
    }

    /** One function with nothing but its {@code $LATEST}. */
    public static LiveFunction function(FunctionId id, String revision, OptionalInt reserved) {
        return new LiveFunction(
                id,
                Map.of("$LATEST", version(id, "$LATEST", revision)),
                Map.of(),
                Map.of(),
                reserved);
    }

    public void publish(String revision) {
        host.publish(function(HELLO, revision, OptionalInt.empty()));
    }

    public CompletableFuture<InvokeOutcome> invoke(String requestId) {
        return invoke(HELLO, null, requestId, false);
    }

    public CompletableFuture<InvokeOutcome> invoke(
            FunctionId id, @Nullable String qualifier, String requestId, boolean tail) {
        return host.invoke(
                        new FunctionRef(id, qualifier),
                        OWNER,
                        new Invocation(
                                requestId,
                                "{\"n\":1}".getBytes(StandardCharsets.UTF_8),
                                null,
                                null,
                                tail))
                .toCompletableFuture();
    }

    /** What the caller got, as text: the payload, or the outcome's own. */
    public static String text(CompletableFuture<InvokeOutcome> outcome) {
        return switch (outcome.orTimeout(10, TimeUnit.SECONDS).join()) {
            case InvokeOutcome.Succeeded(byte[] payload, _) -> utf8(payload);
            case InvokeOutcome.Failed(byte[] payload, _) -> "failed " + utf8(payload);
            case InvokeOutcome.Throttled(InvokeOutcome.Throttled.Reason reason) ->
                    "throttled " + reason;
            case InvokeOutcome other -> other.toString();
        };
    }

    private static String utf8(byte[] payload) {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** Ends everything and checks that nothing is left over. */
    @Override
    public void close() {
        host.close();
        Await.until("every environment ends", () -> host.environments() == 0);
        if (host.inFlight() != 0) {
            throw new AssertionError(host.inFlight() + " permits were not given back");
        }
    }
}

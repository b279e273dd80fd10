package dev.gatehouse.gateway.integrate;

import dev.gatehouse.gateway.call.RoutedCall;
import dev.gatehouse.gateway.call.StageFacts;
import dev.gatehouse.gateway.fault.GatewayFault;
import dev.gatehouse.gateway.fault.GatewayFault.Kind;
import dev.gatehouse.gateway.integrate.LambdaInvoker.LambdaCall;
import dev.gatehouse.gateway.integrate.LambdaInvoker.LambdaFunction;
import dev.gatehouse.gateway.integrate.LambdaInvoker.LambdaOutcome;
import dev.gatehouse.gateway.route.RouteKey;
import dev.gatehouse.gateway.transform.Answer;
import dev.gatehouse.gateway.transform.Outbound;
import dev.gatehouse.gateway.transform.RequestTransform;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Calls a function with the request as its event. */
public final class LambdaProxy implements Integration {
    /** Of all functions: one sweep looks after every call in flight. */
    private static final Deadlines DEADLINES = new Deadlines();

    private final LambdaFunction function;
    private final Settings settings;
    private final SourceArn source;
    private final EventFormat format;
    private final GatewayFault late;

    private LambdaProxy(
            LambdaFunction function, Settings settings, SourceArn source, EventFormat format) {
        this.function = function;
        this.settings = settings;
        this.source = source;
        this.format = format;
        late =
                new GatewayFault(
                        Kind.UNAVAILABLE,
                        settings.functionArn
                                + " has not answered within "
                                + settings.timeoutMillis
                                + " ms");
    }

    /** Which function to call, and how. */
    public record Settings(String functionArn, String payloadFormatVersion, int timeoutMillis) {}

    public static Integration compile(
            LambdaInvoker invoker, Settings settings, StageFacts stage, RouteKey route) {
        LambdaFunction function = invoker.function(settings.functionArn);
        SourceArn source = new SourceArn(stage, route);
        return switch (settings.payloadFormatVersion) {
            case "1.0" ->
                    new LambdaProxy(function, settings, source, new EventFormat1(stage, route));
            case "2.0" ->
                    new LambdaProxy(function, settings, source, new EventFormat2(stage, route));
            default -> new Broken("no payload format version " + settings.payloadFormatVersion);
        };
    }

    @Override
    public CompletionStage<Answer> call(Outbound outbound) {
        return outbound.body()
                .collect(RequestTransform.PAYLOAD_LIMIT)
                .thenCompose(body -> invoke(outbound.routed(), format.event(outbound, body)))
                .thenApply(this::answer);
    }

    private CompletionStage<LambdaOutcome> invoke(RoutedCall routed, byte[] event) {
        CompletableFuture<LambdaOutcome> outcome =
                function.call(
                                new LambdaCall(
                                        source.of(routed.call().request().method()),
                                        routed.stage().account(),
                                        routed.call().trace().inherited(),
                                        event))
                        .toCompletableFuture();
        if (outcome.isDone()) {
            return outcome;
        }
        CompletableFuture<LambdaOutcome> inTime = outcome.copy();
        DEADLINES.limit(inTime, settings.timeoutMillis, late);
        return inTime;
    }

    private Answer answer(LambdaOutcome outcome) {
        return switch (outcome) {
            case LambdaOutcome.Answered(byte[] payload) -> format.answer(payload);
            case LambdaOutcome.FunctionFailed(byte[] _) ->
                    throw new GatewayFault(Kind.INTERNAL, settings.functionArn + " failed");
            case LambdaOutcome.Refused(String reason) ->
                    throw new GatewayFault(Kind.INTERNAL, reason);
            case LambdaOutcome.Throttled() ->
                    throw new GatewayFault(
                            Kind.UNAVAILABLE, settings.functionArn + " is throttled");
            case LambdaOutcome.TooLarge() ->
                    throw new GatewayFault(
                            Kind.REQUEST_TOO_LARGE, "the event is larger than Lambda takes");
            case LambdaOutcome.Unavailable(String reason) ->
                    throw new GatewayFault(Kind.UNAVAILABLE, reason);
        };
    }
}

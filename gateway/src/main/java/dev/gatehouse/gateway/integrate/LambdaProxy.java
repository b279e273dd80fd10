package dev.gatehouse.gateway.integrate;

import dev.gatehouse.gateway.call.RoutedCall;
import dev.gatehouse.gateway.call.StageFacts;
import dev.gatehouse.gateway.fault.GatewayFault;
import dev.gatehouse.gateway.fault.GatewayFault.Kind;
import dev.gatehouse.gateway.integrate.LambdaInvoker.LambdaCall;
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

    private final LambdaInvoker invoker;
    private final String functionArn;
    private final EventFormat format;
    private final int timeoutMillis;

    private LambdaProxy(
            LambdaInvoker invoker, String functionArn, EventFormat format, int timeoutMillis) {
        this.invoker = invoker;
        this.functionArn = functionArn;
        this.format = format;
        this.timeoutMillis = timeoutMillis;
    }

    /** Which function to call, and how. */
    public record Settings(String functionArn, String payloadFormatVersion, int timeoutMillis) {}

    public static Integration compile(
            LambdaInvoker invoker, Settings settings, StageFacts stage, RouteKey route) {
        return switch (settings.payloadFormatVersion) {
            case "1.0" -> of(invoker, settings, new EventFormat1(stage, route));
            case "2.0" -> of(invoker, settings, new EventFormat2(stage, route));
            default -> new Broken("no payload format version " + settings.payloadFormatVersion);
        };
    }

    private static LambdaProxy of(LambdaInvoker invoker, Settings settings, EventFormat format) {
        return new LambdaProxy(invoker, settings.functionArn, format, settings.timeoutMillis);
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
                invoker.invoke(
                                new LambdaCall(
                                        functionArn,
                                        routed.sourceArn(),
                                        routed.stage().account(),
                                        routed.call().requestId(),
                                        routed.call().trace().inherited(),
                                        event))
                        .toCompletableFuture();
        if (outcome.isDone()) {
            return outcome;
        }
        CompletableFuture<LambdaOutcome> inTime = outcome.copy();
        DEADLINES.limit(inTime, timeoutMillis);
        return inTime;
    }

    private Answer answer(LambdaOutcome outcome) {
        return switch (outcome) {
            case LambdaOutcome.Answered(byte[] payload) -> format.answer(payload);
            case LambdaOutcome.FunctionFailed(byte[] _) ->
                    throw new GatewayFault(Kind.INTERNAL, functionArn + " failed");
            case LambdaOutcome.Refused(String reason) ->
                    throw new GatewayFault(Kind.INTERNAL, reason);
            case LambdaOutcome.Throttled() ->
                    throw new GatewayFault(Kind.UNAVAILABLE, functionArn + " is throttled");
            case LambdaOutcome.TooLarge() ->
                    throw new GatewayFault(
                            Kind.REQUEST_TOO_LARGE, "the event is larger than Lambda takes");
            case LambdaOutcome.Unavailable(String reason) ->
                    throw new GatewayFault(Kind.UNAVAILABLE, reason);
        };
    }
}

package dev.gatehouse.gateway.integrate;

import dev.gatehouse.gateway.fault.GatewayFault;
import dev.gatehouse.gateway.fault.GatewayFault.Kind;
import dev.gatehouse.gateway.route.RouteKey;
import dev.gatehouse.gateway.transform.Answer;
import dev.gatehouse.gateway.transform.Outbound;
import dev.gatehouse.gateway.transform.RequestTransform;
import dev.gatehouse.http.client.ClientOutcome;
import dev.gatehouse.http.client.ClientRequest;
import dev.gatehouse.http.client.HttpClient;
import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.BodyTooLargeException;
import dev.gatehouse.http.message.Connection;
import dev.gatehouse.http.message.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Passes a request on to a backend, and the backend's response back. */
public final class HttpProxy implements Integration {
    private final HttpClient client;
    private final BackendTarget target;
    private final String method;
    private final Duration timeout;

    private HttpProxy(HttpClient client, BackendTarget target, Settings settings) {
        this.client = client;
        this.target = target;
        this.method = settings.method;
        this.timeout = Duration.ofMillis(settings.timeoutMillis);
    }

    /**
     * Where to send requests, and how.
     *
     * @param method {@code ANY} for the client's own
     * @param uri without stage variables
     * @param privateAddress where a private backend listens, or null
     * @param serverNameToVerify the name in the backend's certificate, or null for its host
     */
    public record Settings(
            String method,
            String uri,
            @Nullable String privateAddress,
            @Nullable String serverNameToVerify,
            int timeoutMillis) {}

    public static Integration compile(HttpClient client, Settings settings) {
        Optional<BackendTarget> target = BackendTarget.parse(settings);
        return target.isPresent()
                ? new HttpProxy(client, target.get(), settings)
                : new Broken("no backend can be called by " + settings.uri);
    }

    @Override
    public CompletionStage<Answer> call(Outbound outbound) {
        Body body = outbound.body().atMost(RequestTransform.PAYLOAD_LIMIT);
        String verb =
                method.equals(RouteKey.ANY) ? outbound.routed().call().request().method() : method;
        CompletableFuture<ClientOutcome> sent =
                client.send(
                                new ClientRequest(
                                        target.endpoint(),
                                        verb,
                                        target.render(outbound),
                                        ProxyHeaders.toBackend(outbound, target.host()),
                                        body,
                                        timeout))
                        .toCompletableFuture();
        if (!sent.isDone()) {
            Connection caller = outbound.routed().call().request().connection();
            caller.onClose(() -> sent.cancel(false));
        }
        return sent.thenApply(HttpProxy::answer);
    }

    private static Answer answer(ClientOutcome outcome) {
        return switch (outcome) {
            case ClientOutcome.Answered(Response response) -> answer(response);
            case ClientOutcome.RequestBroken(Throwable cause) ->
                    throw new CompletionException(cause);
            case ClientOutcome.TimedOut() ->
                    throw new GatewayFault(Kind.UNAVAILABLE, "the backend did not answer in time");
            case ClientOutcome.Unreachable(String reason) ->
                    throw new GatewayFault(Kind.UNAVAILABLE, reason);
        };
    }

    /** A response of unknown length that turns out too large breaks off on its way. */
    private static Answer answer(Response response) {
        try {
            return new Answer(
                    response.status(),
                    ProxyHeaders.toClient(response.headers()),
                    response.body().atMost(RequestTransform.PAYLOAD_LIMIT));
        } catch (BodyTooLargeException tooLarge) {
            throw new GatewayFault(Kind.INTERNAL, "the backend's response: " + tooLarge);
        }
    }
}

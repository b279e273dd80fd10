package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.Connection;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.http.server.Handler;
import io.netty.channel.EventLoop;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One request on its way through the handler, and the client that waits for the answer. */
abstract sealed class ServerExchange implements Connection permits Http1Exchange, Http2Exchange {
    private static final Logger LOG = System.getLogger(ServerExchange.class.getName());

    /** The rest of a body that an answered request may still send without being cut off. */
    static final int MAX_UNREAD_REST = 64 * 1024;

    private static final Response FAILURE =
            Response.of(
                    500,
                    Headers.of("Content-Type", "text/plain"),
                    "Internal Server Error\n".getBytes(US_ASCII));

    private final Peer peer;
    private final EventLoop loop;
    private Body requestBody = Body.empty();

    private enum Client {
        WAITS,
        ANSWERED,
        GONE
    }

    /** Guarded by this, as is {@link #client}. */
    private @Nullable List<Runnable> closeActions;

    private Client client = Client.WAITS;

    ServerExchange(Peer peer, EventLoop loop) {
        this.peer = peer;
        this.loop = loop;
    }

    /** Sends the response; called once, on the event loop, unless the client has gone. */
    abstract void send(Response response);

    /** Calls the handler and sends what comes of it. */
    final void run(Handler handler, Request request) {
        requestBody = request.body();
        CompletionStage<Response> answer;
        try {
            answer = handler.handle(request);
        } catch (RuntimeException | Error e) {
            answered(null, e);
            return;
        }
        answer.whenComplete((response, failure) -> {
            if (loop.inEventLoop()) {
                answered(response, failure);
            } else {
                loop.execute(() -> answered(response, failure));
            }
        });
    }

    private void answered(@Nullable Response response, @Nullable Throwable failure) {
        if (!markAnswered()) {
            if (response != null) {
                drop(response.body());
            }
        } else if (response == null) {
            LOG.log(Level.ERROR, "a handler failed", failure);
            send(FAILURE);
        } else {
            sendOrFail(response);
        }
    }

    private void sendOrFail(Response response) {
        try {
            send(response);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a handler gave a response that cannot be sent", e);
            drop(response.body());
            send(FAILURE);
        }
    }

    /** Gives up a body that will not be sent. */
    static void drop(Body body) {
        if (body instanceof StreamedBody streamed) {
            streamed.cancel();
        }
    }

    /** The answer is out: what nobody has read of the request's body is not wanted. */
    final void giveUpBody() {
        drop(requestBody);
    }

    private synchronized boolean markAnswered() {
        closeActions = null;
        if (client == Client.GONE) {
            return false;
        }
        client = Client.ANSWERED;
        return true;
    }

    /**
     * The client's connection or stream is closed: a body that is incomplete, or that nobody has
     * begun to read, fails.
     */
    final void clientGone(String reason) {
        List<Runnable> actions = markGone();
        if (requestBody instanceof StreamedBody streamed) {
            streamed.fail(reason);
        }
        actions.forEach(ServerExchange::runSafely);
    }

    private synchronized List<Runnable> markGone() {
        if (client != Client.WAITS) {
            return List.of();
        }
        client = Client.GONE;
        List<Runnable> actions = closeActions == null ? List.of() : closeActions;
        closeActions = null;
        return actions;
    }

    @Override
    public final void onClose(Runnable action) {
        synchronized (this) {
            if (client == Client.WAITS) {
                closeActions = closeActions == null ? new ArrayList<>(2) : closeActions;
                closeActions.add(action);
                return;
            }
            if (client == Client.ANSWERED) {
                return;
            }
        }
        action.run();
    }

    private static void runSafely(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an action for a client that went away failed", e);
        }
    }

    @Override
    public final String remoteAddress() {
        return peer.remoteAddress();
    }

    @Override
    public final int remotePort() {
        return peer.remotePort();
    }

    @Override
    public final int localPort() {
        return peer.localPort();
    }

    @Override
    public final boolean secure() {
        return peer.secure();
    }
}

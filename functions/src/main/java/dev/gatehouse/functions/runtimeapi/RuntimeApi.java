package dev.gatehouse.functions.runtimeapi;

import dev.gatehouse.foundation.id.Ids;
import dev.gatehouse.http.message.BodyTooLargeException;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import dev.gatehouse.http.server.Handler;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Serves the Lambda Runtime API to every environment on one listener. An environment is known by an
 * unguessable first path segment, which it finds in {@code AWS_LAMBDA_RUNTIME_API}; so no function
 * can speak for another.
 */
public final class RuntimeApi implements Handler {
    /** The largest payload that a function may be invoked with (AWS docs: Lambda quotas). */
    public static final int REQUEST_LIMIT = 6 * 1024 * 1024;

    /** The largest answer: AWS allows a hundred bytes more than it documents. */
    public static final int RESPONSE_LIMIT = REQUEST_LIMIT + 100;

    private static final int TOKEN_BYTES = 16;

    private final Map<String, RuntimeSession> sessions = new ConcurrentHashMap<>();

    /** Admits an environment; the token is the path segment that it must use. */
    public String register(RuntimeSession session) {
        String token = Ids.secret(TOKEN_BYTES);
        sessions.put(token, session);
        return token;
    }

    /** From now on the token is refused. */
    public void unregister(String token) {
        sessions.remove(token);
    }

    @Override
    public CompletionStage<Response> handle(Request request) {
        String path = request.rawPath();
        int end = path.indexOf('/', 1);
        RuntimeSession session = end < 0 ? null : sessions.get(path.substring(1, end));
        if (session == null) {
            return CompletableFuture.completedStage(Replies.unknownEnvironment());
        }
        return switch (Call.of(request.method(), path.substring(end))) {
            case Call.Next() -> next(session, request);
            case Call.Answer(String id) ->
                    end(session, id, request, session::response).thenApply(Replies::render);
            case Call.AnswerThenNext(String id) ->
                    end(session, id, request, session::response)
                            .thenCompose(reply -> thenNext(session, reply, request));
            case Call.Failure(String id) ->
                    end(session, id, request, session::error).thenApply(Replies::render);
            case Call.InitFailure() ->
                    read(request, session::initError, () -> new Reply.TooLarge(RESPONSE_LIMIT))
                            .thenApply(Replies::render);
            case Call.Unknown() ->
                    CompletableFuture.completedStage(
                            Replies.unknownPath(request.method(), path.substring(end)));
        };
    }

    private static CompletionStage<Response> next(RuntimeSession session, Request request) {
        Poll poll = new Poll();
        request.connection().onClose(() -> session.lost(poll));
        session.next(poll);
        return poll.answer();
    }

    /** An answer or an error that is too large ends the invocation as well. */
    private static CompletionStage<Reply> end(
            RuntimeSession session,
            String id,
            Request request,
            BiFunction<String, byte[], Reply> report) {
        return read(
                request,
                body -> report.apply(id, body),
                () -> oversized(session.responseTooLarge(id)));
    }

    private static CompletionStage<Reply> read(
            Request request, Function<byte[], Reply> whole, Supplier<Reply> tooLarge) {
        return request.body()
                .collect(RESPONSE_LIMIT)
                .handle((body, problem) -> {
                    if (problem == null) {
                        return whole.apply(body);
                    }
                    return isTooLarge(problem) ? tooLarge.get() : new Reply.Aborted();
                });
    }

    private static Reply oversized(Reply reply) {
        return reply instanceof Reply.Accepted ? new Reply.TooLarge(RESPONSE_LIMIT) : reply;
    }

    /** Saves our own runtimes a request, and a reply that they would wake for, on each event. */
    private static CompletionStage<Response> thenNext(
            RuntimeSession session, Reply reply, Request request) {
        return reply instanceof Reply.Accepted
                ? next(session, request)
                : CompletableFuture.completedStage(Replies.render(reply));
    }

    private static boolean isTooLarge(Throwable problem) {
        Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
        return cause instanceof BodyTooLargeException;
    }
}

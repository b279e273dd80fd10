package dev.gatehouse.functions.runtimeapi;

import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A runtime's open request for work; answered once. */
public final class Poll {
    private final CompletableFuture<Response> answer = new CompletableFuture<>();

    CompletionStage<Response> answer() {
        return answer;
    }

    /** Hands an invocation to the runtime. */
    public void deliver(Work work) {
        answer.complete(new Response(200, headers(work), Body.of(work.payload())));
    }

    /** Tells the runtime that this is not the time to ask. */
    public void refuse(Reply.WrongState reason) {
        answer.complete(Replies.render(reason));
    }

    private static Headers headers(Work work) {
        Headers.Builder headers =
                Headers.builder()
                        .add("Content-Type", "application/json")
                        .add("Lambda-Runtime-Aws-Request-Id", work.requestId())
                        .add("Lambda-Runtime-Deadline-Ms", Long.toString(work.deadline()))
                        .add("Lambda-Runtime-Invoked-Function-Arn", work.invokedArn())
                        .add("Lambda-Runtime-Trace-Id", headerSafe(work.traceHeader()));
        if (work.clientContext() != null) {
            headers.add("Lambda-Runtime-Client-Context", headerSafe(work.clientContext()));
        }
        return headers.build();
    }

    /** JSON stays JSON: white space becomes a space, everything beyond ASCII an escape. */
    private static String headerSafe(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return escaped(text);
            }
        }
        return text;
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 32);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                safe.append(' ');
            } else if (c > '~') {
                safe.append(String.format("\\u%04x", (int) c));
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }
}

package dev.gatehouse.http.engine;

import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.Connection;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;

/** A message's start line and fields. */
sealed interface Head {
    Headers headers();

    /** Of a request; the target is in origin form, so it begins with a slash. */
    record OfRequest(String method, String target, boolean http11, Headers headers)
            implements Head {
        /** The request that this is the head of. */
        Request with(Body body, Connection connection) {
            int mark = target.indexOf('?');
            String path = mark < 0 ? target : target.substring(0, mark);
            String query = mark < 0 ? "" : target.substring(mark + 1);
            return new Request(method, path, query, headers, body, connection);
        }
    }

    /** Of a response. */
    record OfResponse(int status, boolean http11, Headers headers) implements Head {}
}

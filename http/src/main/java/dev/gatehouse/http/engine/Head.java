package dev.gatehouse.http.engine;

import dev.gatehouse.http.message.Headers;

/** A message's start line and fields. */
sealed interface Head {
    Headers headers();

    /** Of a request; the target is in origin form, so it begins with a slash. */
    record OfRequest(String method, String target, boolean http11, Headers headers)
            implements Head {}

    /** Of a response. */
    record OfResponse(int status, boolean http11, Headers headers) implements Head {}
}

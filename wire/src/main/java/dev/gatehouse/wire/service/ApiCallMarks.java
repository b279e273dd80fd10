package dev.gatehouse.wire.service;

import dev.gatehouse.http.message.Request;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What tells a call of an AWS API from any other request, before its signature is verified. */
final class ApiCallMarks {
    // No part of these may match what begins another match of theirs: callers choose the text, and
    // looking at it must take a time that grows no faster than its length.
    private static final Pattern HEADER_SCOPE =
            Pattern.compile(
                    "^AWS4-[A-Z0-9-]+ .*?Credential=[^=,/\\s]++/\\d++/[^=,/]++/([^=,/]++)/");
    private static final Pattern QUERY_SCOPE =
            Pattern.compile(
                    "(?:^|&)X-Amz-Credential=[^&]*?(?:/|%2F)\\d{8}(?:/|%2F)[^&/%]+(?:/|%2F)([^&/%]+)(?:/|%2F)",
                    Pattern.CASE_INSENSITIVE);

    private ApiCallMarks() {}

    static boolean signedForService(Request request) {
        return signingName(request).filter(name -> !name.equals("execute-api")).isPresent();
    }

    /** The service that the signature claims to be for. */
    static Optional<String> signingName(Request request) {
        String authorization = request.headers().first("Authorization");
        if (authorization != null) {
            Matcher header = HEADER_SCOPE.matcher(authorization);
            return header.find() ? Optional.of(header.group(1)) : Optional.empty();
        }
        Matcher query = QUERY_SCOPE.matcher(request.rawQuery());
        return query.find() ? Optional.of(query.group(1)) : Optional.empty();
    }

    static Optional<String> target(Request request) {
        return Optional.ofNullable(request.headers().first("X-Amz-Target"));
    }

    static boolean posesQuery(Request request) {
        return request.method().equals("POST") && Wording.of(request) == Wording.AWS_QUERY;
    }

    static boolean speaksCbor(Request request) {
        return "rpc-v2-cbor".equals(request.headers().first("smithy-protocol"))
                && request.rawPath().contains("/service/");
    }
}

package dev.gatehouse.wire.service;

import dev.gatehouse.http.message.Request;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Believes every credential scope, so that tests of protocols need no keys. */
final class TrustingVerifier implements RequestVerifier {
    static final String ACCOUNT = "000000000000";
    private static final Pattern SCOPE =
            Pattern.compile("Credential=([^/]+)/\\d+/([^/]+)/([^/]+)/aws4_request");

    @Override
    public Verified verify(Request request, byte[] body) {
        Matcher scope = SCOPE.matcher(String.valueOf(request.headers().first("Authorization")));
        if (!scope.find()) {
            throw new ServiceFault(
                    403, "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        return new Verified(
                scope.group(1),
                ACCOUNT,
                "arn:aws:iam::" + ACCOUNT + ":root",
                scope.group(2),
                scope.group(3),
                body);
    }
}

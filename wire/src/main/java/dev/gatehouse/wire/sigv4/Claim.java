package dev.gatehouse.wire.sigv4;

import dev.gatehouse.http.message.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of its signature; nothing of it is proven yet.
 *
 * @param presigned whether it stands in the query
 * @param signedHeaders lower-case names in the order of the request
 * @param signedAt to the second
 * @param validity how long it holds from then on, when a presigned query says so; null when it must
 *     be fresh
 */
record Claim(
        boolean presigned,
        Scope scope,
        List<String> signedHeaders,
        String signature,
        Instant signedAt,
        @Nullable Duration validity,
        @Nullable String sessionToken) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final String SECURITY_TOKEN = "x-amz-security-token";

    Claim {
        signedHeaders = List.copyOf(signedHeaders);
    }

    static List<String> namesOf(String signedHeaders) {
        return List.of(signedHeaders.split(";", -1));
    }

    String timestamp() {
        return Timestamps.text(signedAt);
    }

    String stringToSign(String canonicalRequest) {
        return ALGORITHM
                + "\n"
                + timestamp()
                + "\n"
                + scope.text()
                + "\n"
                + Hashes.sha256Hex(UriText.wireBytes(canonicalRequest));
    }

    /** Fails unless the scope is of the day of signing, and now is within the signature's time. */
    void requireCurrent(Instant now) {
        String timestamp = timestamp();
        if (!timestamp.startsWith(scope.date())) {
            String day = timestamp.substring(0, scope.date().length());
            throw SignatureFaults.invalid(
                    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date"
                            + " from HTTP: '%s' != '%s', from '%s'."
                                    .formatted(scope.date(), day, timestamp));
        }
        if (signedAt.isAfter(now.plus(SKEW))) {
            throw SignatureFaults.invalid(
                    "Signature not yet current: %s is still later than %s (%s + 5 min.)"
                            .formatted(
                                    timestamp,
                                    Timestamps.text(now.plus(SKEW)),
                                    Timestamps.text(now)));
        }
        if (validity == null) {
            requireFresh(now);
        } else if (!now.isBefore(signedAt.plus(validity))) {
            throw SignatureFaults.invalid(
                    "Signature expired: %s is now earlier than %s"
                            .formatted(
                                    Timestamps.text(signedAt.plus(validity)),
                                    Timestamps.text(now)));
        }
    }

    private void requireFresh(Instant now) {
        if (signedAt.isBefore(now.minus(SKEW))) {
            throw SignatureFaults.invalid(
                    "Signature expired: %s is now earlier than %s (%s - 5 min.)"
                            .formatted(
                                    timestamp(),
                                    Timestamps.text(now.minus(SKEW)),
                                    Timestamps.text(now)));
        }
    }

    /**
     * Fails unless every signed header is there, and {@code Host} and every {@code X-Amz-*} header
     * of the request is signed. The session token may stay unsigned, as some clients add it
     * afterwards: it is proven by itself.
     */
    void requireCoverage(Headers headers) {
        if (!signedHeaders.contains("host")) {
            throw SignatureFaults.invalid(
                    "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        for (String name : signedHeaders) {
            if (!headers.contains(name)) {
                throw SignatureFaults.invalid(
                        "The signed header '" + name + "' is not in the request.");
            }
        }
        headers.forEach((name, _) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("x-amz-")
                    && !lower.equals(SECURITY_TOKEN)
                    && !signedHeaders.contains(lower)) {
                throw SignatureFaults.invalid(
                        "There were headers present in the request which were not signed: "
                                + lower);
            }
        });
    }
}

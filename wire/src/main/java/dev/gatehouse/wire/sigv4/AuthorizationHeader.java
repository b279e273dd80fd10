package dev.gatehouse.wire.sigv4;

import dev.gatehouse.http.message.Headers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a claim from {@code Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, …}. */
final class AuthorizationHeader {
    private static final Set<String> PARAMETERS =
            Set.of("Credential", "SignedHeaders", "Signature");

    private AuthorizationHeader() {}

    static Claim claim(String authorization, Headers headers) {
        int space = authorization.indexOf(' ');
        String scheme = space < 0 ? authorization : authorization.substring(0, space);
        Map<String, String> parameters =
                parameters(space < 0 ? "" : authorization.substring(space + 1), authorization);
        String date = SingleHeader.of(headers, "X-Amz-Date");
        String httpDate = SingleHeader.of(headers, "Date");
        requireAll(parameters, date != null || httpDate != null, authorization);
        if (!scheme.equals(Claim.ALGORITHM)) {
            throw SignatureFaults.incomplete("Unsupported AWS 'algorithm': '" + scheme + "'.");
        }
        return new Claim(
                false,
                Scope.parse(parameters.getOrDefault("Credential", "")),
                Claim.namesOf(parameters.getOrDefault("SignedHeaders", "")),
                parameters.getOrDefault("Signature", ""),
                signedAt(date, httpDate),
                null,
                SingleHeader.of(headers, "X-Amz-Security-Token"));
    }

    private static Instant signedAt(@Nullable String date, @Nullable String httpDate) {
        return date != null
                ? Timestamps.parse(date)
                : Timestamps.parseDateHeader(httpDate == null ? "" : httpDate);
    }

    private static Map<String, String> parameters(String text, String authorization) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : text.split(",")) {
            String pair = part.strip();
            int equals = pair.indexOf('=');
            if (pair.isEmpty()) {
                continue;
            }
            if (equals <= 0) {
                throw SignatureFaults.incomplete(
                        "'%s' not a valid key=value pair (missing equal-sign) in Authorization header: '%s'."
                                .formatted(pair, authorization));
            }
            String name = pair.substring(0, equals);
            if (!PARAMETERS.contains(name)
                    || parameters.put(name, pair.substring(equals + 1)) != null) {
                throw SignatureFaults.incomplete(
                        "'%s' is repeated or unknown in Authorization header: '%s'."
                                .formatted(name, authorization));
            }
        }
        return parameters;
    }

    private static void requireAll(
            Map<String, String> parameters, boolean dated, String authorization) {
        StringBuilder missing = new StringBuilder();
        for (String name : new String[] {"Credential", "Signature", "SignedHeaders"}) {
            if (parameters.getOrDefault(name, "").isEmpty()) {
                missing.append("Authorization header requires '" + name + "' parameter. ");
            }
        }
        if (!dated) {
            missing.append(
                    "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date'"
                            + " header. ");
        }
        if (!missing.isEmpty()) {
            throw SignatureFaults.incomplete(missing + "Authorization=" + authorization);
        }
    }
}

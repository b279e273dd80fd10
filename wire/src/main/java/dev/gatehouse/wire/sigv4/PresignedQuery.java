package dev.gatehouse.wire.sigv4;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a claim from the {@code X-Amz-*} parameters of a presigned query. */
final class PresignedQuery {
    static final String PAYLOAD = "X-Amz-Content-Sha256";

    private static final long MOST_SECONDS = 604_800;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final List<String> REQUIRED =
            List.of(
                    "X-Amz-Algorithm",
                    "X-Amz-Credential",
                    QueryParameters.SIGNATURE,
                    "X-Amz-SignedHeaders",
                    "X-Amz-Date");

    /** A date alone claims nothing. */
    private static final List<String> MARKS = REQUIRED.subList(0, 4);

    private static final String EXPIRES = "X-Amz-Expires";
    private static final List<String> OPTIONAL = List.of(EXPIRES, "X-Amz-Security-Token", PAYLOAD);

    private PresignedQuery() {}

    /** Whether any parameter claims that the query is signed. */
    static boolean isPresent(QueryParameters query) {
        return MARKS.stream().anyMatch(name -> !query.all(name).isEmpty());
    }

    static Claim claim(QueryParameters query) {
        Map<String, String> parameters = parameters(query);
        StringBuilder missing = new StringBuilder();
        for (String name : REQUIRED) {
            if (parameters.getOrDefault(name, "").isEmpty()) {
                missing.append("AWS query-string parameters must include '" + name + "'. ");
            }
        }
        if (!missing.isEmpty()) {
            throw SignatureFaults.incomplete(missing + "Re-examine the query-string parameters.");
        }
        String algorithm = parameters.getOrDefault("X-Amz-Algorithm", "");
        if (!algorithm.equals(Claim.ALGORITHM)) {
            throw SignatureFaults.incomplete("Unsupported AWS 'algorithm': '" + algorithm + "'.");
        }
        return new Claim(
                true,
                Scope.parse(parameters.getOrDefault("X-Amz-Credential", "")),
                Claim.namesOf(parameters.getOrDefault("X-Amz-SignedHeaders", "")),
                parameters.getOrDefault(QueryParameters.SIGNATURE, ""),
                Timestamps.parse(parameters.getOrDefault("X-Amz-Date", "")),
                validity(parameters.get(EXPIRES)),
                parameters.get("X-Amz-Security-Token"));
    }

    private static Map<String, String> parameters(QueryParameters query) {
        Map<String, String> parameters = new TreeMap<>();
        for (List<String> names : List.of(REQUIRED, OPTIONAL)) {
            for (String name : names) {
                List<String> values = query.all(name);
                if (values.size() > 1) {
                    throw SignatureFaults.incomplete(
                            "The query has %d '%s' parameters, expected one."
                                    .formatted(values.size(), name));
                }
                values.forEach(value -> parameters.put(name, value));
            }
        }
        return parameters;
    }

    /** Null when the query does not say: then it must be as fresh as a signed header. */
    private static @Nullable Duration validity(@Nullable String expires) {
        if (expires == null) {
            return null;
        }
        if (!SECONDS.matcher(expires).matches()) {
            throw SignatureFaults.incomplete("X-Amz-Expires should be a number");
        }
        long seconds = Long.parseLong(expires);
        if (seconds > MOST_SECONDS) {
            throw SignatureFaults.incomplete(
                    "X-Amz-Expires must be less than a week (in seconds); that is, the given"
                            + " X-Amz-Expires must be less than 604800 seconds");
        }
        return Duration.ofSeconds(seconds);
    }
}

package dev.gatehouse.wire.sigv4;

import java.util.regex.Pattern;

/**
 * What a signing key is good for: one key, one day, one region, one service.
 *
 * @param date {@code yyyyMMdd}
 */
record Scope(String accessKeyId, String date, String region, String service) {
    private static final String TERMINATOR = "aws4_request";
    // Possessive: the text is a stranger's, and giving parts back would take stack for each of
    // them.
    private static final Pattern NAME = Pattern.compile("[a-z0-9]++(?:-[a-z0-9]++)*+");
    private static final Pattern DATE = Pattern.compile("[0-9]{8}");

    /** Reads {@code KEY/DATE/REGION/SERVICE/aws4_request}. */
    static Scope parse(String credential) {
        String[] parts = credential.split("/", -1);
        if (parts.length != 5) {
            throw SignatureFaults.incomplete(
                    "Credential must have exactly 5 slash-delimited elements, e.g."
                            + " keyid/date/region/service/term, got '"
                            + credential
                            + "'");
        }
        if (!parts[4].equals(TERMINATOR)) {
            throw SignatureFaults.invalid(
                    "Credential should be scoped with a valid terminator: 'aws4_request', not '"
                            + parts[4]
                            + "'.");
        }
        if (!DATE.matcher(parts[1]).matches()) {
            throw SignatureFaults.invalid(
                    "Credential should be scoped to a valid date, not '" + parts[1] + "'. ");
        }
        if (!NAME.matcher(parts[2]).matches()) {
            throw SignatureFaults.invalid(
                    "Credential should be scoped to a valid region, not '" + parts[2] + "'. ");
        }
        if (!NAME.matcher(parts[3]).matches()) {
            throw SignatureFaults.invalid(
                    "Credential should be scoped to correct service, not '" + parts[3] + "'. ");
        }
        return new Scope(parts[0], parts[1], parts[2], parts[3]);
    }

    /** {@code DATE/REGION/SERVICE/aws4_request}, as it is signed. */
    String text() {
        return date + "/" + region + "/" + service + "/" + TERMINATOR;
    }
}

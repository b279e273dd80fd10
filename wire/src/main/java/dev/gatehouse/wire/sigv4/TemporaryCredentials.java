package dev.gatehouse.wire.sigv4;

import java.time.Instant;

/** What the holder of a role is given: the three strings that AWS SDKs read, and their end. */
public record TemporaryCredentials(
        String accessKeyId, String secretAccessKey, String sessionToken, Instant expiry) {
    /** Hides the secrets. */
    @Override
    public String toString() {
        return "TemporaryCredentials[" + accessKeyId + ", until " + expiry + "]";
    }
}

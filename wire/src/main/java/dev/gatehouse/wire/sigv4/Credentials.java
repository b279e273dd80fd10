package dev.gatehouse.wire.sigv4;

import java.time.Instant;

/**
 * A key pair and whom it stands for.
 *
 * @param account twelve digits
 * @param principalArn the caller that the key proves, e.g. {@code arn:aws:iam::000000000000:root}
 * @param expiry when it ceases to be good; {@link Instant#MAX} for never
 */
public record Credentials(
        String accessKeyId,
        String secretAccessKey,
        String account,
        String principalArn,
        Instant expiry) {
    /** Hides the secret. */
    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + ", " + principalArn + ", until " + expiry + "]";
    }
}

package dev.gatehouse.wire.sigv4;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows the secrets of access keys. Called for every signed request: fast, and never blocking. */
@FunctionalInterface
public interface CredentialSource {
    /**
     * Empty unless the key is known and the token is exactly what this key needs: a genuine one for
     * temporary credentials, none for others. Whether they have expired is the caller's to check.
     *
     * @param sessionToken what the request carries as {@code X-Amz-Security-Token}, unverified
     */
    Optional<Credentials> find(String accessKeyId, @Nullable String sessionToken);

    /** Asks this source first, then the other. */
    default CredentialSource orElse(CredentialSource other) {
        return (accessKeyId, sessionToken) ->
                find(accessKeyId, sessionToken).or(() -> other.find(accessKeyId, sessionToken));
    }
}

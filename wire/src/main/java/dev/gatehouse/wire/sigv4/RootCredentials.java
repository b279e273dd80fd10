package dev.gatehouse.wire.sigv4;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one configured key of the account's owner. It has no session token and never expires. */
public final class RootCredentials implements CredentialSource {
    private final Credentials root;

    public RootCredentials(String accessKeyId, String secretAccessKey, String account) {
        this.root =
                new Credentials(
                        accessKeyId,
                        secretAccessKey,
                        account,
                        "arn:aws:iam::" + account + ":root",
                        Instant.MAX);
    }

    @Override
    public Optional<Credentials> find(String accessKeyId, @Nullable String sessionToken) {
        return sessionToken == null && accessKeyId.equals(root.accessKeyId())
                ? Optional.of(root)
                : Optional.empty();
    }
}

package dev.gatehouse.server.boot;

import dev.gatehouse.functions.environment.RoleCredentials;
import dev.gatehouse.server.config.Settings;
import dev.gatehouse.store.directory.DataDirectory;
import dev.gatehouse.wire.sigv4.CredentialSource;
import dev.gatehouse.wire.sigv4.Credentials;
import dev.gatehouse.wire.sigv4.RoleSessions;
import dev.gatehouse.wire.sigv4.RootCredentials;
import dev.gatehouse.wire.sigv4.TemporaryCredentials;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everybody who may sign: the account's root, and functions in the sessions of their roles. */
final class Identities implements CredentialSource, RoleCredentials {
    /** Longer than an environment lives. */
    private static final Duration SESSION = Duration.ofHours(12);

    private final CredentialSource everybody;
    private final RoleSessions sessions;
    private final InstantSource clock;

    private Identities(RootCredentials root, RoleSessions sessions, InstantSource clock) {
        this.everybody = root.orElse(sessions);
        this.sessions = sessions;
        this.clock = clock;
    }

    static Identities open(Settings settings, DataDirectory directory, InstantSource clock) {
        return new Identities(
                new RootCredentials(
                        settings.root().accessKeyId(),
                        settings.root().secretAccessKey(),
                        settings.account()),
                new RoleSessions(directory.secret("role-sessions")),
                clock);
    }

    @Override
    public Optional<Credentials> find(String accessKeyId, @Nullable String sessionToken) {
        return everybody.find(accessKeyId, sessionToken);
    }

    @Override
    public dev.gatehouse.functions.environment.Credentials forRole(String roleArn, String session) {
        TemporaryCredentials issued =
                sessions.issue(roleArn, session, clock.instant().plus(SESSION));
        return new dev.gatehouse.functions.environment.Credentials(
                issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
    }
}

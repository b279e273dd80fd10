package dev.gatehouse.wire.sigv4;

import dev.gatehouse.foundation.arn.Arn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Temporary credentials of roles, issued and recognised without keeping any: the secret key is
 * derived from the access key id, and the session token says, under a MAC, which key it belongs to,
 * whose it is and until when. Both need the server's secret, so credentials outlive a restart.
 */
public final class RoleSessions implements CredentialSource {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String PREFIX = "ASIA";
    private static final int KEY_ID_RANDOM = 16;
    private static final int MAC_BYTES = 32;
    private static final int SECRET_BYTES = 30;
    private static final int MOST_TOKEN_CHARS = 4096;

    private final SecureRandom random = new SecureRandom();
    private final byte[] secretKey;
    private final byte[] tokenKey;

    /**
     * @param serverSecret at least 32 random bytes that nobody else knows
     */
    public RoleSessions(byte[] serverSecret) {
        if (serverSecret.length < MAC_BYTES) {
            throw new IllegalArgumentException(
                    "a secret of " + serverSecret.length + " bytes, expected " + MAC_BYTES);
        }
        this.secretKey = Hashes.hmac(serverSecret, "secret access keys");
        this.tokenKey = Hashes.hmac(serverSecret, "session tokens");
    }

    /**
     * @param roleArn {@code arn:aws:iam::ACCOUNT:role/[PATH/]NAME}
     * @param expiry kept to the second
     * @throws IllegalArgumentException if that is no role
     */
    public TemporaryCredentials issue(String roleArn, String sessionName, Instant expiry) {
        Session session =
                new Session(
                        newKeyId(),
                        Instant.ofEpochSecond(expiry.getEpochSecond()),
                        roleArn,
                        sessionName);
        session.principal();
        byte[] claims = session.bytes();
        byte[] token = Arrays.copyOf(claims, claims.length + MAC_BYTES);
        System.arraycopy(Hashes.hmac(tokenKey, claims), 0, token, claims.length, MAC_BYTES);
        return new TemporaryCredentials(
                session.accessKeyId(),
                secretOf(session.accessKeyId()),
                Base64.getEncoder().encodeToString(token),
                session.expiry());
    }

    @Override
    public Optional<Credentials> find(String accessKeyId, @Nullable String sessionToken) {
        if (sessionToken == null
                || sessionToken.length() > MOST_TOKEN_CHARS
                || !accessKeyId.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return genuine(sessionToken)
                .filter(session -> session.accessKeyId().equals(accessKeyId))
                .map(this::credentials);
    }

    private Optional<Session> genuine(String sessionToken) {
        byte[] token;
        try {
            token = Base64.getDecoder().decode(sessionToken);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        if (token.length <= MAC_BYTES) {
            return Optional.empty();
        }
        byte[] claims = Arrays.copyOf(token, token.length - MAC_BYTES);
        byte[] mac = Arrays.copyOfRange(token, claims.length, token.length);
        return MessageDigest.isEqual(mac, Hashes.hmac(tokenKey, claims))
                ? Optional.of(Session.of(claims))
                : Optional.empty();
    }

    private Credentials credentials(Session session) {
        Arn principal = session.principal();
        return new Credentials(
                session.accessKeyId(),
                secretOf(session.accessKeyId()),
                principal.account(),
                principal.toString(),
                session.expiry());
    }

    private String secretOf(String accessKeyId) {
        byte[] secret = Arrays.copyOf(Hashes.hmac(secretKey, accessKeyId), SECRET_BYTES);
        return Base64.getEncoder().encodeToString(secret);
    }

    private String newKeyId() {
        StringBuilder id = new StringBuilder(PREFIX);
        for (int i = 0; i < KEY_ID_RANDOM; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    /** What a token says: the expiry, then each text after its length. */
    private record Session(String accessKeyId, Instant expiry, String roleArn, String sessionName) {
        byte[] bytes() {
            byte[] key = accessKeyId.getBytes(StandardCharsets.UTF_8);
            byte[] role = roleArn.getBytes(StandardCharsets.UTF_8);
            byte[] name = sessionName.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(20 + key.length + role.length + name.length)
                    .putLong(expiry.getEpochSecond())
                    .putInt(key.length)
                    .put(key)
                    .putInt(role.length)
                    .put(role)
                    .putInt(name.length)
                    .put(name)
                    .array();
        }

        static Session of(byte[] genuineBytes) {
            ByteBuffer bytes = ByteBuffer.wrap(genuineBytes);
            Instant expiry = Instant.ofEpochSecond(bytes.getLong());
            return new Session(text(bytes), expiry, text(bytes), text(bytes));
        }

        private static String text(ByteBuffer bytes) {
            byte[] text = new byte[bytes.getInt()];
            bytes.get(text);
            return new String(text, StandardCharsets.UTF_8);
        }

        /** {@code arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION}; a role's path is left out. */
        Arn principal() {
            Arn role =
                    Arn.parse(roleArn)
                            .filter(arn -> arn.service().equals("iam"))
                            .filter(arn -> arn.resource().startsWith("role/"))
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "'"
                                                    + roleArn
                                                    + "' is no role, expected arn:aws:iam::ACCOUNT:role/NAME"));
            String name = role.resource().substring(role.resource().lastIndexOf('/') + 1);
            return new Arn(
                    role.partition(),
                    "sts",
                    "",
                    role.account(),
                    "assumed-role/" + name + "/" + sessionName);
        }
    }
}

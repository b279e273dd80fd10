package dev.gatehouse.wire.sigv4;

import static dev.gatehouse.wire.sigv4.SdkSignature.NOW;
import static dev.gatehouse.wire.sigv4.SdkSignature.request;
import static dev.gatehouse.wire.sigv4.SdkSignature.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.wire.service.ServiceFault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;

class RoleSessionsTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/service/hello-role";
    private static final Instant EXPIRY = NOW.plusSeconds(3600);

    private final byte[] serverSecret = new byte[32];
    private final RoleSessions sessions = new RoleSessions(serverSecret);

    @Test
    void anIssuedKeyIsFoundAsItsSessionOfTheRole() {
        TemporaryCredentials issued = sessions.issue(ROLE, "hello", EXPIRY);
        assertThat(sessions.find(issued.accessKeyId(), issued.sessionToken()))
                .contains(
                        new Credentials(
                                issued.accessKeyId(),
                                issued.secretAccessKey(),
                                "123456789012",
                                "arn:aws:sts::123456789012:assumed-role/hello-role/hello",
                                EXPIRY));
        assertThat(issued.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
        assertThat(issued.secretAccessKey()).hasSize(40);
    }

    @Test
    void aRestartedServerStillKnowsThem() {
        TemporaryCredentials issued = sessions.issue(ROLE, "hello", EXPIRY);
        assertThat(new RoleSessions(serverSecret).find(issued.accessKeyId(), issued.sessionToken()))
                .isPresent();
    }

    @Test
    void anotherServersCredentialsAreUnknown() {
        byte[] other = serverSecret.clone();
        other[0] = 1;
        TemporaryCredentials foreign = new RoleSessions(other).issue(ROLE, "hello", EXPIRY);
        assertThat(sessions.find(foreign.accessKeyId(), foreign.sessionToken())).isEmpty();
    }

    @Test
    void everyAlteredOrCutTokenIsUnknown() {
        TemporaryCredentials issued = sessions.issue(ROLE, "hello", EXPIRY);
        byte[] token = Base64.getDecoder().decode(issued.sessionToken());
        for (int i = 0; i < token.length; i++) {
            byte[] altered = token.clone();
            altered[i] ^= 1;
            assertUnknown(issued.accessKeyId(), altered);
            assertUnknown(issued.accessKeyId(), Arrays.copyOf(token, i));
        }
    }

    @Test
    void aTokenServesItsOwnKeyOnlyAndAKeyNeedsItsToken() {
        TemporaryCredentials one = sessions.issue(ROLE, "hello", EXPIRY);
        TemporaryCredentials two = sessions.issue(ROLE, "hello", EXPIRY);
        assertThat(sessions.find(one.accessKeyId(), two.sessionToken())).isEmpty();
        assertThat(sessions.find(one.accessKeyId(), null)).isEmpty();
        assertThat(sessions.find("test", one.sessionToken())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "AAAA", "not base64 at all"})
    void aTokenThatIsNoneIsUnknown(String token) {
        assertThat(sessions.find("ASIAAAAAAAAAAAAAAAAA", token)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "arn:aws:iam::123456789012:user/x"})
    void whatIsNoRoleHasNoSessions(String arn) {
        assertThatThrownBy(() -> sessions.issue(arn, "hello", EXPIRY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + arn + "' is no role");
    }

    @ParameterizedTest
    @EnumSource(AuthLocation.class)
    void theSdkSignsWithThemUntilTheyExpire(AuthLocation location) {
        TemporaryCredentials issued = sessions.issue(ROLE, "hello", NOW.plusSeconds(60));
        RawRequest signed =
                sign(
                        SdkSignature.identity(issued),
                        request(SdkHttpMethod.GET, "https://localhost:4566/x"),
                        new byte[0],
                        options ->
                                options.putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, location));
        assertThat(verifierAt(NOW).verify(signed.request(), signed.body()).principalArn())
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/hello-role/hello");
        assertThatThrownBy(() ->
                        verifierAt(NOW.plusSeconds(60)).verify(signed.request(), signed.body()))
                .isInstanceOfSatisfying(
                        ServiceFault.class,
                        fault -> {
                            assertThat(fault.code()).isEqualTo("ExpiredTokenException");
                            assertThat(fault)
                                    .hasMessage(
                                            "The security token included in the request is expired");
                        });
        Mutations.of(signed)
                .forEach(mutation ->
                        assertThatThrownBy(() ->
                                        verifierAt(NOW)
                                                .verify(
                                                        mutation.mutant().request(),
                                                        mutation.mutant().body()))
                                .as(mutation.name())
                                .isInstanceOf(ServiceFault.class));
    }

    private SigV4Verifier verifierAt(Instant now) {
        CredentialSource root = new RootCredentials("test", "test", "000000000000");
        return new SigV4Verifier(root.orElse(sessions), InstantSource.fixed(now));
    }

    private void assertUnknown(String accessKeyId, byte[] token) {
        assertThat(sessions.find(accessKeyId, Base64.getEncoder().encodeToString(token))).isEmpty();
    }
}

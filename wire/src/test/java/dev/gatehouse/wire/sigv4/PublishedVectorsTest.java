package dev.gatehouse.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.foundation.json.Json;
import dev.gatehouse.wire.service.ServiceFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import tools.jackson.databind.JsonNode;

/**
 * AWS's published cases for Signature Version 4, each as header and as query: the same canonical
 * request, string to sign and signature, and the signed request is accepted.
 */
class PublishedVectorsTest {
    private static final Scope SCOPE = new Scope("AKIDEXAMPLE", "20150830", "us-east-1", "service");

    /** Added to the query after signing; AWS leaves it to the service, we want it signed. */
    private static final String TOKEN_ADDED_LATER = "post-sts-header-after/query";

    @TestFactory
    Stream<DynamicTest> everyPublishedCase() throws IOException {
        Optional<Path> folder = vectors();
        assumeTrue(folder.isPresent(), "no folder shared/vectors/sigv4 beside the checkout");
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> cases = Files.list(folder.orElseThrow())) {
            for (Path vector : cases.filter(Files::isDirectory).sorted().toList()) {
                for (String form : List.of("header", "query")) {
                    String name = vector.getFileName() + "/" + form;
                    tests.add(DynamicTest.dynamicTest(name, test(name, vector, form)));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(76);
        return tests.stream();
    }

    private static Executable test(String name, Path vector, String form) {
        return () -> {
            JsonNode context = Json.parse(Files.readAllBytes(vector.resolve("context.json")));
            RawRequest raw =
                    RawRequest.parse(
                            Files.readAllBytes(vector.resolve(form + "-signed-request.txt")));
            if (name.equals(TOKEN_ADDED_LATER)) {
                assertThatThrownBy(() -> verifier(context).verify(raw.request(), raw.body()))
                        .isInstanceOf(ServiceFault.class);
                return;
            }
            requireSameTexts(vector, form, context, raw);
            if (context.get("normalize").asBoolean()) {
                assertThat(verifier(context).verify(raw.request(), raw.body()).principalArn())
                        .isEqualTo("arn:aws:iam::000000000000:root");
            }
        };
    }

    private static void requireSameTexts(Path vector, String form, JsonNode context, RawRequest raw)
            throws IOException {
        QueryParameters query = QueryParameters.parse(raw.request().rawQuery());
        String authorization = raw.request().headers().first("Authorization");
        Claim claim =
                authorization == null
                        ? PresignedQuery.claim(query)
                        : AuthorizationHeader.claim(authorization, raw.request().headers());
        PathStyle style =
                context.get("normalize").asBoolean() ? PathStyle.NORMALIZED : PathStyle.AS_SENT;
        String canonical =
                CanonicalRequest.of(
                        raw.request(),
                        style,
                        query,
                        claim.signedHeaders(),
                        Hashes.sha256Hex(raw.body()));
        assertThat(canonical).isEqualTo(text(vector, form + "-canonical-request.txt"));
        String stringToSign = claim.stringToSign(canonical);
        assertThat(stringToSign).isEqualTo(text(vector, form + "-string-to-sign.txt"));
        String secret = context.at("/credentials/secret_access_key").asString();
        assertThat(Hashes.hmacHex(SigningKeys.derive(SCOPE, secret), stringToSign))
                .isEqualTo(text(vector, form + "-signature.txt"));
    }

    private static SigV4Verifier verifier(JsonNode context) {
        JsonNode credentials = context.get("credentials");
        @Nullable String token =
                credentials.has("token") ? credentials.get("token").asString() : null;
        Credentials known =
                new Credentials(
                        credentials.get("access_key_id").asString(),
                        credentials.get("secret_access_key").asString(),
                        "000000000000",
                        "arn:aws:iam::000000000000:root",
                        Instant.MAX);
        CredentialSource source =
                (key, session) ->
                        key.equals(known.accessKeyId()) && Objects.equals(session, token)
                                ? Optional.of(known)
                                : Optional.empty();
        Instant now = Instant.parse(context.get("timestamp").asString());
        return new SigV4Verifier(source, InstantSource.fixed(now));
    }

    private static String text(Path vector, String file) throws IOException {
        return Files.readString(vector.resolve(file), StandardCharsets.UTF_8);
    }

    /** The system property {@code gatehouse.vectors}, or a folder beside one of our parents. */
    private static Optional<Path> vectors() {
        String configured = System.getProperty("gatehouse.vectors");
        Stream<Path> candidates =
                configured != null
                        ? Stream.of(Path.of(configured))
                        : Stream.<Path>iterate(
                                        Path.of("").toAbsolutePath(),
                                        Objects::nonNull,
                                        Path::getParent)
                                .map(parent -> parent.resolve("shared/vectors"));
        return candidates
                .map(vectors -> vectors.resolve("sigv4"))
                .filter(Files::isDirectory)
                .findFirst();
    }
}

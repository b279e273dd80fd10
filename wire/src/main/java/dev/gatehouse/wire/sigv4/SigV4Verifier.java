package dev.gatehouse.wire.sigv4;

import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.wire.service.RequestVerifier;
import dev.gatehouse.wire.service.Verified;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies AWS Signature Version 4 in an {@code Authorization} header or a presigned query, with
 * every way to sign the payload. Safe for any number of threads; never blocks.
 *
 * <p>It proves who signed and for which region and service. That the service is the one that is
 * then called, and that the caller may, is its user's to check.
 */
public final class SigV4Verifier implements RequestVerifier {
    private static final String CONTENT_SHA256 = "X-Amz-Content-Sha256";

    private final CredentialSource credentials;
    private final InstantSource clock;
    private final SigningKeys signingKeys = new SigningKeys();

    public SigV4Verifier(CredentialSource credentials, InstantSource clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    @Override
    public Verified verify(Request request, byte[] body) {
        Instant now = clock.instant();
        QueryParameters query = QueryParameters.parse(request.rawQuery());
        Claim claim = claim(request.headers(), query);
        claim.requireCoverage(request.headers());
        claim.requireCurrent(now);
        Credentials signer = signer(claim, now);
        byte[] key = signingKeys.key(claim.scope(), signer.secretAccessKey());
        PayloadMode mode = requireSignature(request, query, claim, key, body);
        signingKeys.keep(claim.scope(), signer.secretAccessKey(), key);
        byte[] content = content(request.headers(), claim, mode, key, body);
        return new Verified(
                signer.accessKeyId(),
                signer.account(),
                signer.principalArn(),
                claim.scope().region(),
                claim.scope().service(),
                content);
    }

    private static Claim claim(Headers headers, QueryParameters query) {
        SingleHeader.of(headers, "Host");
        String authorization = SingleHeader.of(headers, "Authorization");
        boolean presigned = PresignedQuery.isPresent(query);
        if (authorization != null && presigned) {
            throw SignatureFaults.incomplete(
                    "The request is signed in its query and in its Authorization header, expected"
                            + " one of them.");
        }
        if (authorization != null) {
            return AuthorizationHeader.claim(authorization, headers);
        }
        if (presigned) {
            return PresignedQuery.claim(query);
        }
        throw SignatureFaults.missing();
    }

    private Credentials signer(Claim claim, Instant now) {
        Credentials signer =
                credentials
                        .find(claim.scope().accessKeyId(), claim.sessionToken())
                        .orElseThrow(SignatureFaults::unrecognized);
        if (!now.isBefore(signer.expiry())) {
            throw SignatureFaults.expiredToken();
        }
        return signer;
    }

    private static PayloadMode requireSignature(
            Request request, QueryParameters query, Claim claim, byte[] key, byte[] body) {
        String declared = declaredPayload(request.headers(), query, claim);
        PayloadMode mode = PayloadMode.of(declared);
        String payloadHash =
                mode == PayloadMode.HASHED ? Hashes.sha256Hex(body) : String.valueOf(declared);
        PathStyle style = PathStyle.of(claim.scope().service());
        String canonical =
                CanonicalRequest.of(request, style, query, claim.signedHeaders(), payloadHash);
        String stringToSign = claim.stringToSign(canonical);
        boolean genuine = Hashes.equal(Hashes.hmacHex(key, stringToSign), claim.signature());
        boolean asDeclared = declared == null || Hashes.equal(declared, payloadHash);
        if (!genuine || !asDeclared) {
            throw SignatureFaults.mismatch(canonical, stringToSign);
        }
        return mode;
    }

    /** What the request says of its payload; a presigned query for S3 says nothing of it. */
    private static @Nullable String declaredPayload(
            Headers headers, QueryParameters query, Claim claim) {
        String header = SingleHeader.of(headers, CONTENT_SHA256);
        if (!claim.presigned()) {
            return header;
        }
        List<String> parameters = query.all(PresignedQuery.PAYLOAD);
        String declared = parameters.isEmpty() ? header : parameters.getFirst();
        boolean contradiction = header != null && !header.equals(declared);
        if (contradiction || PayloadMode.of(declared).chunked()) {
            throw SignatureFaults.badPayload(
                    "InvalidArgument",
                    "A presigned request cannot declare the payload '" + declared + "'.");
        }
        boolean s3 = PathStyle.of(claim.scope().service()) == PathStyle.AS_SENT;
        return declared == null && s3 ? "UNSIGNED-PAYLOAD" : declared;
    }

    private static byte[] content(
            Headers headers, Claim claim, PayloadMode mode, byte[] key, byte[] body) {
        return switch (mode) {
            case HASHED, UNSIGNED -> body;
            case SIGNED_CHUNKS, SIGNED_CHUNKS_TRAILER ->
                    new ChunkedPayload(body, headers, mode, new ChunkSigner(key, claim)).decode();
            case UNSIGNED_CHUNKS_TRAILER -> new ChunkedPayload(body, headers, mode, null).decode();
        };
    }
}

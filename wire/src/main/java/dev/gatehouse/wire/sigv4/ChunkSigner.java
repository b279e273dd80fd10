package dev.gatehouse.wire.sigv4;

/** The chain of signatures over the chunks of a payload; it begins with the request's own. */
final class ChunkSigner {
    private static final String EMPTY_SHA256 = Hashes.sha256Hex(new byte[0]);

    private final byte[] key;
    private final String timestamp;
    private final String scope;
    private String previous;

    ChunkSigner(byte[] key, Claim claim) {
        this.key = key;
        this.timestamp = claim.timestamp();
        this.scope = claim.scope().text();
        this.previous = claim.signature();
    }

    void requireChunk(String signature, byte[] bytes, int offset, int length) {
        require(
                signature,
                "AWS4-HMAC-SHA256-PAYLOAD",
                EMPTY_SHA256 + "\n" + Hashes.sha256Hex(bytes, offset, length));
    }

    /**
     * @param canonical each trailer as {@code name:value} and a line feed
     */
    void requireTrailers(String signature, String canonical) {
        require(
                signature,
                "AWS4-HMAC-SHA256-TRAILER",
                Hashes.sha256Hex(UriText.wireBytes(canonical)));
    }

    private void require(String signature, String algorithm, String hashes) {
        String stringToSign = String.join("\n", algorithm, timestamp, scope, previous, hashes);
        String expected = Hashes.hmacHex(key, stringToSign);
        if (!Hashes.equal(expected, signature)) {
            throw SignatureFaults.chunkMismatch(stringToSign);
        }
        previous = expected;
    }
}

package dev.gatehouse.wire.sigv4;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code x-amz-content-sha256} says of how the payload is signed. */
enum PayloadMode {
    /** The hash of the payload is signed, whether the header names it or is absent. */
    HASHED(false, false),
    UNSIGNED(false, false),
    /** Chunks, each with a signature that hangs on the one before. */
    SIGNED_CHUNKS(true, false),
    SIGNED_CHUNKS_TRAILER(true, true),
    /** Chunks without signatures, and a checksum after them. */
    UNSIGNED_CHUNKS_TRAILER(true, true);

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final boolean chunked;
    private final boolean trailer;

    PayloadMode(boolean chunked, boolean trailer) {
        this.chunked = chunked;
        this.trailer = trailer;
    }

    boolean chunked() {
        return chunked;
    }

    boolean trailer() {
        return trailer;
    }

    static PayloadMode of(@Nullable String contentSha256) {
        return switch (contentSha256) {
            case null -> HASHED;
            case "UNSIGNED-PAYLOAD" -> UNSIGNED;
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" -> SIGNED_CHUNKS;
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" -> SIGNED_CHUNKS_TRAILER;
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> UNSIGNED_CHUNKS_TRAILER;
            case String hash when SHA256.matcher(hash).matches() -> HASHED;
            case String other ->
                    throw SignatureFaults.badPayload(
                            "InvalidArgument",
                            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD,"
                                    + " STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                                    + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD,"
                                    + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256"
                                    + " value, not '"
                                    + other
                                    + "'.");
        };
    }
}

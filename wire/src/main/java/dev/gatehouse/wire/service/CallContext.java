package dev.gatehouse.wire.service;

import java.time.Instant;

/**
 * Who calls, where, and when.
 *
 * @param account the caller's account, twelve digits
 * @param region from the scope of the signature
 * @param principalArn the verified caller, e.g. {@code arn:aws:iam::000000000000:root}
 * @param accessKeyId the key that signed
 * @param requestId answered as {@code x-amzn-RequestId}
 * @param baseUrl scheme and authority as the client addressed us, without a trailing slash, for
 *     links in answers
 */
public record CallContext(
        String account,
        String region,
        String principalArn,
        String accessKeyId,
        String requestId,
        String baseUrl,
        Instant now) {}

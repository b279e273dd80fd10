package dev.gatehouse.wire.service;

import dev.gatehouse.http.message.Headers;
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
 * @param headers those that the operation's model does not know
 */
public record CallContext(
        String account,
        String region,
        String principalArn,
        String accessKeyId,
        String requestId,
        String baseUrl,
        Instant now,
        UnmodelledHeaders headers) {
    /** A call without such headers, and whose answer's are nobody's. */
    public CallContext(
            String account,
            String region,
            String principalArn,
            String accessKeyId,
            String requestId,
            String baseUrl,
            Instant now) {
        this(
                account,
                region,
                principalArn,
                accessKeyId,
                requestId,
                baseUrl,
                now,
                new UnmodelledHeaders(Headers.empty()));
    }
}

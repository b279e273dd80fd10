package dev.gatehouse.wire.service;

/**
 * What a good signature says of a request.
 *
 * @param accessKeyId the key that signed
 * @param account the caller's account, twelve digits
 * @param principalArn the caller, e.g. {@code arn:aws:iam::000000000000:root}
 * @param region from the credential scope
 * @param service the signing name from the credential scope, e.g. {@code lambda}
 * @param body the payload itself, freed of an {@code aws-chunked} framing
 */
public record Verified(
        String accessKeyId,
        String account,
        String principalArn,
        String region,
        String service,
        byte[] body) {}

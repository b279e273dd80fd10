package dev.gatehouse.wire.sigv4;

import dev.gatehouse.wire.service.ServiceFault;

/**
 * AWS's words for signatures that are absent or wrong.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">AWS
 *     docs: troubleshoot Signature Version 4</a>
 */
final class SignatureFaults {
    private static final int FORBIDDEN = 403;

    private SignatureFaults() {}

    static ServiceFault missing() {
        return new ServiceFault(
                FORBIDDEN, "MissingAuthenticationTokenException", "Missing Authentication Token");
    }

    static ServiceFault incomplete(String message) {
        return new ServiceFault(FORBIDDEN, "IncompleteSignatureException", message);
    }

    static ServiceFault invalid(String message) {
        return new ServiceFault(FORBIDDEN, "InvalidSignatureException", message);
    }

    static ServiceFault mismatch(String canonicalRequest, String stringToSign) {
        return invalid(
                "The request signature we calculated does not match the signature you provided."
                        + " Check your AWS Secret Access Key and signing method. Consult the service"
                        + " documentation for details.\n\n"
                        + "The Canonical String for this request should have been\n'"
                        + canonicalRequest
                        + "'\n\nThe String-to-Sign should have been\n'"
                        + stringToSign
                        + "'\n");
    }

    static ServiceFault chunkMismatch(String stringToSign) {
        return invalid(
                "The chunk signature we calculated does not match the signature you provided.\n\n"
                        + "The String-to-Sign should have been\n'"
                        + stringToSign
                        + "'\n");
    }

    static ServiceFault unrecognized() {
        return new ServiceFault(
                FORBIDDEN,
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
    }

    static ServiceFault expiredToken() {
        return new ServiceFault(
                FORBIDDEN,
                "ExpiredTokenException",
                "The security token included in the request is expired");
    }

    static ServiceFault badPayload(String code, String message) {
        return new ServiceFault(400, code, message);
    }
}

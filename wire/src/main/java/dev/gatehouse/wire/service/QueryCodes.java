package dev.gatehouse.wire.service;

/**
 * What services of the query protocol call the errors that all services share: their names are
 * older.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">AWS docs:
 *     common errors of AWS STS</a>
 */
final class QueryCodes {
    private QueryCodes() {}

    /** The code in awsQuery for the error that newer protocols call so. */
    static String of(String code) {
        return switch (code) {
            case "MissingAuthenticationTokenException" -> "MissingAuthenticationToken";
            case "IncompleteSignatureException" -> "IncompleteSignature";
            case "InvalidSignatureException" -> "SignatureDoesNotMatch";
            case "UnrecognizedClientException" -> "InvalidClientTokenId";
            case "ExpiredTokenException" -> "ExpiredToken";
            case "ServiceException" -> "InternalFailure";
            default -> code;
        };
    }
}

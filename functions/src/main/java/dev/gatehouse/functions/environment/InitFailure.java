package dev.gatehouse.functions.environment;

import dev.gatehouse.foundation.json.Json;
import tools.jackson.core.JacksonException;

/**
 * How an initialisation failed.
 *
 * @param status the end of its INIT_REPORT line
 */
record InitFailure(String status) {
    static InitFailure timeOut() {
        return new InitFailure("timeout");
    }

    static InitFailure of(String errorType) {
        return new InitFailure("error\tError Type: " + errorType);
    }

    /**
     * @param error the JSON that the runtime posted
     */
    static InitFailure reported(byte[] error) {
        String type = errorType(error);
        return type.isEmpty() ? new InitFailure("error") : of(type);
    }

    /** Empty when the runtime did not keep to the form. */
    private static String errorType(byte[] error) {
        try {
            return Json.parse(error).path("errorType").asString("");
        } catch (JacksonException malformed) {
            return "";
        }
    }
}

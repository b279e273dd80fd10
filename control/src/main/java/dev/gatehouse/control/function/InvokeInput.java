package dev.gatehouse.control.function;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/** Checks of what a caller sends along with an invocation. */
final class InvokeInput {
    /** The most characters of a client context (AWS docs: Invoke). */
    private static final int LONGEST_CONTEXT = 3583;

    /** Duplicate keys are no error: functions get the payload as it was sent. */
    private static final JsonFactory JSON = new JsonFactory();

    private InvokeInput() {}

    /** Fails with AWS's answer unless the payload is one JSON value. */
    static void checkJson(byte[] payload) {
        try {
            requireOneValue(payload);
        } catch (JacksonException e) {
            throw LambdaFaults.content(
                    "Could not parse request body into json: Could not parse payload into json: "
                            + e.getMessage());
        }
    }

    /** The client context as JSON text. */
    static @Nullable String clientContext(@Nullable String base64) {
        if (base64 == null) {
            return null;
        }
        if (base64.length() > LONGEST_CONTEXT) {
            throw LambdaFaults.content(
                    "Client context must be at most 3583 bytes of base64-encoded data.");
        }
        try {
            byte[] json = Base64.getDecoder().decode(base64);
            requireOneValue(json);
            return new String(json, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | JacksonException e) {
            throw LambdaFaults.content(
                    "Client context must be a valid Base64-encoded JSON object.");
        }
    }

    private static void requireOneValue(byte[] json) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() == null) {
                throw new StreamReadException(parser, "No content to map due to end-of-input");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new StreamReadException(parser, "Trailing token after the value");
            }
        }
    }
}

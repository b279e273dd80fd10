package dev.gatehouse.wire.protocol;

import dev.gatehouse.http.message.Headers;
import java.util.Map;

/**
 * The parts of a request that an operation's input is read from.
 *
 * @param labels the decoded path labels by their names in the URI template
 */
public record WireInput(
        Map<String, String> labels, QueryString query, Headers headers, byte[] body) {}

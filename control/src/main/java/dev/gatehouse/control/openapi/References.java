package dev.gatehouse.control.openapi;

import java.util.ArrayDeque;
import java.util.Deque;
import tools.jackson.databind.JsonNode;

/** References of a document: only into itself, so that importing never reads a file or a URL. */
final class References {
    private References() {}

    static void refuseExternal(JsonNode document) {
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(document);
        while (!open.isEmpty()) {
            JsonNode node = open.pop();
            JsonNode reference = node.get("$ref");
            if (reference != null
                    && reference.isString()
                    && !reference.asString().startsWith("#")) {
                throw new OpenApiException(
                        "External reference "
                                + reference.asString()
                                + " is not supported: references must begin with #/");
            }
            node.values().stream().filter(JsonNode::isContainer).forEach(open::push);
        }
    }

    /** A token of a JSON pointer as the name that it stands for. */
    static String unescape(String token) {
        return token.replace("~1", "/").replace("~0", "~");
    }
}

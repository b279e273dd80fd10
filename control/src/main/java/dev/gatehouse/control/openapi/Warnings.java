package dev.gatehouse.control.openapi;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What a document says without effect, each once and in the order of its discovery. */
final class Warnings {
    private static final String EXTENSION = "x-amazon-apigateway-";

    private final Set<String> lines = new LinkedHashSet<>();

    void add(String line) {
        lines.add(line);
    }

    /** Tells every member of the object that is not among the known ones. */
    void ofOtherMembers(ObjectNode tree, Set<String> known, String where) {
        ofOthers("", tree, known, where);
    }

    /** The same for API Gateway's extensions alone; other members are the document's own affair. */
    void ofOtherExtensions(ObjectNode tree, Set<String> known, String where) {
        ofOthers(EXTENSION, tree, known, where);
    }

    private void ofOthers(String prefix, ObjectNode tree, Set<String> known, String where) {
        for (String name : tree.propertyNames()) {
            if (name.startsWith(prefix) && !known.contains(name)) {
                add(name + " of " + where + " is ignored: HTTP APIs have no such setting");
            }
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}

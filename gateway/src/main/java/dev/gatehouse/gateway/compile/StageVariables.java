package dev.gatehouse.gateway.compile;

import java.util.Map;

/** Stage variables in integration URIs: {@code ${stageVariables.name}}. */
final class StageVariables {
    private static final String OPEN = "${stageVariables.";

    private StageVariables() {}

    /** The text with every variable's value in its place; an unset one is empty. */
    static String resolve(String text, Map<String, String> variables) {
        int open = text.indexOf(OPEN);
        if (open < 0) {
            return text;
        }
        StringBuilder resolved = new StringBuilder(text.length() + 32);
        int at = 0;
        while (open >= 0) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            String name = text.substring(open + OPEN.length(), close);
            resolved.append(text, at, open).append(variables.getOrDefault(name, ""));
            at = close + 1;
            open = text.indexOf(OPEN, at);
        }
        return resolved.append(text, at, text.length()).toString();
    }
}

package dev.gatehouse.control.openapi;

import org.jspecify.annotations.Nullable;

/** What becomes of the base path of a document. AWS docs: Set the basePath property. */
public enum BasePath {
    /** It is dropped. */
    IGNORE,
    /** It stands before every path. */
    PREPEND,
    /** Its first segment is dropped, the rest stands before every path. */
    SPLIT;

    /**
     * @param text as the request has it; null for the default
     * @throws OpenApiException if it is none of the three
     */
    public static BasePath of(@Nullable String text) {
        return switch (text) {
            case null -> IGNORE;
            case "ignore" -> IGNORE;
            case "prepend" -> PREPEND;
            case "split" -> SPLIT;
            default ->
                    throw new OpenApiException(
                            "Invalid basepath " + text + ": expected ignore, prepend or split");
        };
    }

    /**
     * The path to import.
     *
     * @param base as the document has it, with or without slashes around it
     */
    String apply(String base, String path) {
        String prefix = "/" + withoutOuterSlashes(base);
        if (this == IGNORE || prefix.equals("/")) {
            return path;
        }
        if (this == SPLIT) {
            int second = prefix.indexOf('/', 1);
            prefix = second < 0 ? "" : prefix.substring(second);
        }
        return path.equals("/") && !prefix.isEmpty() ? prefix : prefix + path;
    }

    private static String withoutOuterSlashes(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == '/') {
            from++;
        }
        while (to > from && text.charAt(to - 1) == '/') {
            to--;
        }
        return text.substring(from, to);
    }
}

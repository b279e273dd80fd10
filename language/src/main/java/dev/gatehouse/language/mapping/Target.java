package dev.gatehouse.language.mapping;

import dev.gatehouse.language.variable.Source;
import java.util.Locale;
import java.util.Optional;

/** The key of a mapping, parsed: what is changed. Header names are in lower case. */
public sealed interface Target {
    record Header(Change change, String name) implements Target {}

    record Query(Change change, String name) implements Target {}

    record Path() implements Target {}

    record StatusCode() implements Target {}

    /** How it is changed. */
    enum Change {
        APPEND,
        OVERWRITE,
        REMOVE
    }

    /** Empty when the key is none of the forms that AWS documents. */
    static Optional<Target> parse(String key) {
        if (key.equals("overwrite:path")) {
            return Optional.of(new Path());
        }
        if (key.equals("overwrite:statuscode")) {
            return Optional.of(new StatusCode());
        }
        int colon = key.indexOf(':');
        int dot = key.indexOf('.', colon);
        if (colon < 0 || dot < 0) {
            return Optional.empty();
        }
        String name = key.substring(dot + 1);
        Optional<Change> change = change(key.substring(0, colon));
        if (change.isEmpty() || !Source.isName(name)) {
            return Optional.empty();
        }
        return switch (key.substring(colon + 1, dot)) {
            case "header" ->
                    name.indexOf(':') < 0
                            ? Optional.of(new Header(change.get(), name.toLowerCase(Locale.ROOT)))
                            : Optional.empty();
            case "querystring" -> Optional.of(new Query(change.get(), name));
            default -> Optional.empty();
        };
    }

    private static Optional<Change> change(String text) {
        return switch (text) {
            case "append" -> Optional.of(Change.APPEND);
            case "overwrite" -> Optional.of(Change.OVERWRITE);
            case "remove" -> Optional.of(Change.REMOVE);
            default -> Optional.empty();
        };
    }
}

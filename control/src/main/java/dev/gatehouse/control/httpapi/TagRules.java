package dev.gatehouse.control.httpapi;

import java.util.Map;

/** What tags must be. AWS docs: API Gateway resources that can be tagged. */
final class TagRules {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private TagRules() {}

    static void check(Map<String, String> tags) {
        if (tags.size() > MOST) {
            throw Faults.badRequest("Too many tags: " + tags.size() + ", at most " + MOST);
        }
        tags.forEach(TagRules::check);
    }

    private static void check(String key, String value) {
        if (key.isEmpty() || key.length() > LONGEST_KEY || key.startsWith("aws:")) {
            throw Faults.badRequest(
                    "Invalid tag key '%s': expected 1 to %d characters that do not begin with aws:"
                            .formatted(key, LONGEST_KEY));
        }
        if (value.length() > LONGEST_VALUE) {
            throw Faults.badRequest(
                    "The value of tag '"
                            + key
                            + "' has more than "
                            + LONGEST_VALUE
                            + " characters");
        }
    }
}

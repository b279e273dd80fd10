package dev.gatehouse.functions.permission;

/** AWS's wildcard patterns: {@code *} for any characters, {@code ?} for exactly one. */
final class Wildcard {
    private static final int ARN_PARTS = 6;

    private Wildcard() {}

    /** In time proportional to the product of the lengths at worst, without recursion. */
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && one(pattern.charAt(p), text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean one(char pattern, char text) {
        return pattern == '?' || pattern == text;
    }

    /**
     * ARNs are compared part by part, so that a wildcard never reaches beyond its colon, except in
     * the last part (AWS docs: IAM, "Amazon Resource Name (ARN) condition operators").
     */
    static boolean matchesArn(String pattern, String arn) {
        String[] patterns = pattern.split(":", ARN_PARTS);
        String[] parts = arn.split(":", ARN_PARTS);
        if (patterns.length != ARN_PARTS || parts.length != ARN_PARTS) {
            return false;
        }
        for (int i = 0; i < ARN_PARTS; i++) {
            if (!matches(patterns[i], parts[i])) {
                return false;
            }
        }
        return true;
    }
}

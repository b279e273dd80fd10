package dev.gatehouse.wire.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The cases that we do not pass and why. Each line of the resource is a case's identifier, a bar,
 * and the reason.
 */
record SkippedCases(Map<String, String> reasons) {
    static SkippedCases load() {
        try (InputStream in = SkippedCases.class.getResourceAsStream("skipped-cases.txt")) {
            byte[] bytes = Objects.requireNonNull(in, "skipped-cases.txt").readAllBytes();
            return parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SkippedCases parse(String text) {
        Map<String, String> reasons = new LinkedHashMap<>();
        text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> {
                    String[] parts = line.split(Pattern.quote("|"), 2);
                    reasons.put(parts[0].strip(), parts[1].strip());
                });
        return new SkippedCases(reasons);
    }

    boolean contains(String id) {
        return reasons.containsKey(id);
    }

    Set<String> ids() {
        return reasons.keySet();
    }
}

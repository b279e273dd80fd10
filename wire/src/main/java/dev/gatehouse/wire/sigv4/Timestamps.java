package dev.gatehouse.wire.sigv4;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as signatures write them: {@code 20150830T123600Z}. */
final class Timestamps {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    static String text(Instant instant) {
        return BASIC.format(instant);
    }

    static Instant parse(String text) {
        try {
            return BASIC.parse(text, Instant::from);
        } catch (DateTimeException _) {
            throw SignatureFaults.incomplete(
                    "Date must be in ISO-8601 'basic format'. Got '"
                            + text
                            + "'. See http://en.wikipedia.org/wiki/ISO_8601");
        }
    }

    /** Reads a {@code Date} header, which may have HTTP's format too. */
    static Instant parseDateHeader(String text) {
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException _) {
            return parse(text);
        }
    }
}

package dev.gatehouse.gateway.call;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A second in the common log format, {@code 12/Mar/2020:19:03:58 +0000}. */
public final class Moment {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private static volatile Rendered latest = render(0);

    private record Rendered(long epochSecond, String text) {}

    private Moment() {}

    public static String commonLogTime(long epochMillis) {
        long second = Math.floorDiv(epochMillis, 1000);
        Rendered rendered = latest;
        if (rendered.epochSecond != second) {
            rendered = render(second);
            latest = rendered;
        }
        return rendered.text;
    }

    private static Rendered render(long epochSecond) {
        return new Rendered(epochSecond, FORMAT.format(Instant.ofEpochSecond(epochSecond)));
    }
}

package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date field of this second. */
final class DateField {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                    .withZone(ZoneOffset.UTC);

    private record Second(long number, String value, byte[] line) {}

    private final InstantSource clock;
    private volatile Second current;

    DateField(InstantSource clock) {
        this.clock = clock;
        this.current = at(clock.millis() / 1000);
    }

    String value() {
        return now().value();
    }

    /** The whole field as it stands in HTTP/1.1, with its line end. */
    byte[] line() {
        return now().line();
    }

    private Second now() {
        long number = clock.millis() / 1000;
        Second known = current;
        if (known.number() == number) {
            return known;
        }
        Second next = at(number);
        current = next;
        return next;
    }

    private static Second at(long number) {
        String value = FORMAT.format(Instant.ofEpochSecond(number));
        return new Second(number, value, ("Date: " + value + "\r\n").getBytes(US_ASCII));
    }
}

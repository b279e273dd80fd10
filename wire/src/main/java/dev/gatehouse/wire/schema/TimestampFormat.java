package dev.gatehouse.wire.schema;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a timestamp is written on the wire; fractions are kept to the millisecond. */
public enum TimestampFormat {
    /** {@code 1985-04-12T23:20:50.520Z}. */
    DATE_TIME {
        @Override
        public Instant read(String text) {
            if (!RFC3339.matcher(text).matches()) {
                throw new DateTimeException("not an RFC 3339 date-time: " + text);
            }
            return Instant.from(DateTimeFormatter.ISO_INSTANT.parse(text));
        }

        @Override
        public String write(Instant instant) {
            return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.MILLIS));
        }
    },

    /** {@code Tue, 29 Apr 2014 18:30:38 GMT}. */
    HTTP_DATE {
        @Override
        public Instant read(String text) {
            return Instant.from(IMF_FIXDATE.parse(text));
        }

        @Override
        public String write(Instant instant) {
            return IMF_FIXDATE.format(
                    instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC));
        }
    },

    /** Seconds since 1970, perhaps with a fraction. */
    EPOCH_SECONDS {
        @Override
        public Instant read(String text) {
            if (!DECIMAL.matcher(text).matches()) {
                throw new DateTimeException("not a number of seconds: " + text);
            }
            return ofSeconds(new BigDecimal(text));
        }

        @Override
        public String write(Instant instant) {
            return seconds(instant).toPlainString();
        }
    },

    /** Milliseconds since 1970. */
    EPOCH_MILLIS {
        @Override
        public Instant read(String text) {
            try {
                return Instant.ofEpochMilli(Long.parseLong(text));
            } catch (NumberFormatException e) {
                throw new DateTimeException("not a number of milliseconds: " + text, e);
            }
        }

        @Override
        public String write(Instant instant) {
            return Long.toString(instant.toEpochMilli());
        }
    };

    private static final Pattern RFC3339 =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?[Zz]");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,18}(\\.\\d{1,30})?([eE]\\d)?");
    private static final DateTimeFormatter IMF_FIXDATE =
            new DateTimeFormatterBuilder()
                    .appendPattern("EEE, dd MMM uuuu HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .appendLiteral(" GMT")
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT)
                    .withZone(ZoneOffset.UTC);

    /**
     * @throws DateTimeException if the text has another form
     */
    public abstract Instant read(String text);

    public abstract String write(Instant instant);

    /**
     * @throws DateTimeException if the number of seconds is beyond what an instant holds, or has
     *     more decimals than any clock: rounding them could take minutes
     */
    public static Instant ofSeconds(BigDecimal seconds) {
        long wholeDigits = seconds.precision() - (long) seconds.scale();
        if (wholeDigits > 12 || seconds.scale() > 30) {
            throw new DateTimeException("not a number of seconds: " + seconds);
        }
        BigDecimal millis = seconds.movePointRight(3).setScale(0, RoundingMode.HALF_UP);
        return Instant.ofEpochMilli(millis.longValueExact());
    }

    /** Whole seconds, or seconds with up to three decimals. */
    public static BigDecimal seconds(Instant instant) {
        BigDecimal exact = BigDecimal.valueOf(instant.toEpochMilli(), 3);
        return exact.signum() == 0
                ? BigDecimal.ZERO
                : exact.stripTrailingZeros()
                        .setScale(
                                Math.max(0, exact.stripTrailingZeros().scale()),
                                RoundingMode.UNNECESSARY);
    }
}

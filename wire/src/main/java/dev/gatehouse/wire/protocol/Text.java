package dev.gatehouse.wire.protocol;

import dev.gatehouse.wire.schema.Kind;
import dev.gatehouse.wire.schema.Member;
import dev.gatehouse.wire.schema.Shape.Scalar;
import dev.gatehouse.wire.schema.TimestampFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/** Simple values as the texts of headers, queries, paths, forms and XML. */
public final class Text {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,40}");
    private static final Pattern DECIMAL =
            Pattern.compile("-?\\d{1,400}(\\.\\d{1,400})?([eE][+-]?\\d{1,4})?");

    private Text() {}

    /**
     * @throws MalformedInputException if the text is no value of the member's type
     */
    public static Object read(Member member, TimestampFormat placeDefault, String text) {
        Kind kind = ((Scalar) member.shape()).kind();
        try {
            return switch (kind) {
                case STRING, DOCUMENT -> text;
                case BOOLEAN -> bool(text);
                case BYTE -> whole(text).byteValueExact();
                case SHORT -> whole(text).shortValueExact();
                case INTEGER -> whole(text).intValueExact();
                case LONG -> whole(text).longValueExact();
                case FLOAT -> (float) decimal(text);
                case DOUBLE -> decimal(text);
                case BIG_INTEGER -> whole(text);
                case BIG_DECIMAL -> new BigDecimal(text);
                case BLOB -> base64(text);
                case TIMESTAMP -> member.timestampFormat(placeDefault).read(text);
            };
        } catch (ArithmeticException | IllegalArgumentException | DateTimeException e) {
            throw MalformedInputException.serialization(
                    "Unable to parse the value of " + member.wireName() + " as " + name(kind));
        }
    }

    public static String write(Member member, TimestampFormat placeDefault, Object value) {
        return switch (value) {
            case byte[] blob -> Base64.getEncoder().encodeToString(blob);
            case Instant instant -> member.timestampFormat(placeDefault).write(instant);
            case BigDecimal decimal -> decimal.toPlainString();
            case Float real -> shortened(real, real.toString());
            case Double real -> shortened(real, real.toString());
            default -> value.toString();
        };
    }

    /**
     * Decodes base64 that has its padding.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static byte[] base64(String text) {
        if (text.length() % 4 != 0) {
            throw new IllegalArgumentException("base64 without its padding");
        }
        return Base64.getDecoder().decode(text);
    }

    /** The text in the base64 form that some headers have. */
    public static String unwrapBase64(Member member, String text) {
        try {
            return new String(base64(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw MalformedInputException.serialization(
                    "The value of " + member.wireName() + " is not Base64 encoded");
        }
    }

    private static String shortened(double value, String text) {
        return Double.isFinite(value) && text.endsWith(".0")
                ? text.substring(0, text.length() - 2)
                : text;
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static BigInteger whole(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return new BigInteger(text);
    }

    private static double decimal(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> {
                if (!DECIMAL.matcher(text).matches()) {
                    throw new IllegalArgumentException(text);
                }
                yield Double.parseDouble(text);
            }
        };
    }

    private static String name(Kind kind) {
        String name = kind.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}

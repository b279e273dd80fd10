package dev.gatehouse.wire.token;

import dev.gatehouse.wire.protocol.MalformedInputException;
import dev.gatehouse.wire.schema.Member;
import dev.gatehouse.wire.schema.TimestampFormat;
import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** Blobs in base64, timestamps as the model says, and names for what is not a number. */
final class JsonDialect implements Dialect {
    private final JsonFactory factory =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DocumentReader.MAX_DEPTH)
                                    .build())
                    .build();

    @Override
    public TokenStreamFactory factory() {
        return factory;
    }

    /** Decodes while it reads: a function's package is 70 MB of text. */
    @Override
    public byte[] readBlob(JsonParser parser) {
        DocumentReader.expect(parser, JsonToken.VALUE_STRING, "Blob");
        try {
            return parser.getBinaryValue();
        } catch (JacksonException e) {
            throw MalformedInputException.serialization(
                    "The value of " + parser.currentName() + " is not Base64 encoded");
        }
    }

    @Override
    public Instant readTimestamp(JsonParser parser, Member member) {
        TimestampFormat format = member.timestampFormat(TimestampFormat.EPOCH_SECONDS);
        try {
            return switch (format) {
                case EPOCH_SECONDS -> {
                    DocumentReader.expectNumber(parser, "Timestamp");
                    yield TimestampFormat.ofSeconds(parser.getDecimalValue());
                }
                case EPOCH_MILLIS -> {
                    DocumentReader.expect(parser, JsonToken.VALUE_NUMBER_INT, "Timestamp");
                    yield Instant.ofEpochMilli(parser.getLongValue());
                }
                case DATE_TIME, HTTP_DATE -> {
                    DocumentReader.expect(parser, JsonToken.VALUE_STRING, "Timestamp");
                    yield format.read(parser.getString());
                }
            };
        } catch (DateTimeException | ArithmeticException e) {
            throw MalformedInputException.serialization(
                    "Unable to parse a timestamp at " + parser.currentName());
        }
    }

    @Override
    public double readDouble(JsonParser parser) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return switch (parser.getString()) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw DocumentReader.mismatch(parser, "Double");
            };
        }
        DocumentReader.expectNumber(parser, "Double");
        return parser.getDoubleValue();
    }

    @Override
    public void writeBlob(JsonGenerator generator, byte[] blob) {
        generator.writeBinary(blob);
    }

    @Override
    public void writeTimestamp(JsonGenerator generator, Member member, Instant instant) {
        TimestampFormat format = member.timestampFormat(TimestampFormat.EPOCH_SECONDS);
        switch (format) {
            case EPOCH_SECONDS, EPOCH_MILLIS -> generator.writeNumber(format.write(instant));
            case DATE_TIME, HTTP_DATE -> generator.writeString(format.write(instant));
        }
    }

    @Override
    public void writeDouble(JsonGenerator generator, double value) {
        if (Double.isFinite(value)) {
            generator.writeNumber(value);
        } else {
            generator.writeString(Double.toString(value));
        }
    }

    @Override
    public void writeFloat(JsonGenerator generator, float value) {
        if (Float.isFinite(value)) {
            generator.writeNumber(value);
        } else {
            generator.writeString(Float.toString(value));
        }
    }
}

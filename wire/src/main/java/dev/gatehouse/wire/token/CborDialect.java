package dev.gatehouse.wire.token;

import dev.gatehouse.wire.protocol.MalformedInputException;
import dev.gatehouse.wire.schema.Member;
import dev.gatehouse.wire.schema.TimestampFormat;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORGenerator;

/** Byte strings, tagged epoch seconds and numbers as they are. */
final class CborDialect implements Dialect {
    /** RFC 8949, section 3.4.2: epoch-based date and time. */
    private static final int EPOCH_TAG = 1;

    private final CBORFactory factory =
            CBORFactory.builder()
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

    @Override
    public byte[] readBlob(JsonParser parser) {
        DocumentReader.expect(parser, JsonToken.VALUE_EMBEDDED_OBJECT, "Blob");
        return parser.getBinaryValue();
    }

    @Override
    public Instant readTimestamp(JsonParser parser, Member member) {
        DocumentReader.expectNumber(parser, "Timestamp");
        try {
            BigDecimal seconds =
                    parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                            ? parser.getDecimalValue()
                            : BigDecimal.valueOf(parser.getDoubleValue());
            return TimestampFormat.ofSeconds(seconds);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw MalformedInputException.serialization(
                    "Unable to parse a timestamp at " + parser.currentName());
        }
    }

    @Override
    public double readDouble(JsonParser parser) {
        DocumentReader.expectNumber(parser, "Double");
        return parser.getDoubleValue();
    }

    @Override
    public void writeBlob(JsonGenerator generator, byte[] blob) {
        generator.writeBinary(blob);
    }

    @Override
    public void writeTimestamp(JsonGenerator generator, Member member, Instant instant) {
        ((CBORGenerator) generator).writeTag(EPOCH_TAG);
        BigDecimal seconds = TimestampFormat.seconds(instant);
        if (seconds.scale() == 0) {
            generator.writeNumber(seconds.longValueExact());
        } else {
            generator.writeNumber(seconds.doubleValue());
        }
    }

    @Override
    public void writeDouble(JsonGenerator generator, double value) {
        generator.writeNumber(value);
    }

    @Override
    public void writeFloat(JsonGenerator generator, float value) {
        generator.writeNumber(value);
    }
}

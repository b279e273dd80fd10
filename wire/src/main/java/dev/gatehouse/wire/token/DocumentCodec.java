package dev.gatehouse.wire.token;

import dev.gatehouse.wire.protocol.MalformedInputException;
import dev.gatehouse.wire.schema.Member;
import dev.gatehouse.wire.schema.Shape.Structure;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/**
 * Reads and writes whole documents: one for JSON, one for CBOR. Safe for use by many threads.
 *
 * <p>Whatever is wrong with a document that is read ends in a {@link MalformedInputException}.
 */
public final class DocumentCodec {
    public static final DocumentCodec JSON = new DocumentCodec(new JsonDialect(), "JSON");
    public static final DocumentCodec CBOR = new DocumentCodec(new CborDialect(), "CBOR");

    private final Dialect dialect;
    private final String format;
    private final DocumentReader reader;
    private final DocumentWriter writer;

    private DocumentCodec(Dialect dialect, String format) {
        this.dialect = dialect;
        this.format = format;
        this.reader = new DocumentReader(dialect);
        this.writer = new DocumentWriter(dialect);
    }

    /** The members of a structure that is the whole document. */
    public Map<String, Object> readStructure(byte[] document, Structure shape) {
        return read(document, parser -> reader.structure(parser, shape));
    }

    /** The value of a member that is the whole document. */
    public @Nullable Object readValue(byte[] document, Member member) {
        return this.<@Nullable Object>read(
                document,
                parser ->
                        parser.currentToken() == JsonToken.VALUE_NULL
                                ? null
                                : reader.value(parser, member));
    }

    public byte[] writeStructure(Structure shape, Map<String, Object> values) {
        return writeStructure(shape, values, Map.of());
    }

    /**
     * @param extra texts that stand before the members although no model has them, e.g. {@code
     *     __type}
     */
    public byte[] writeStructure(
            Structure shape, Map<String, Object> values, Map<String, String> extra) {
        return write(generator -> {
            generator.writeStartObject();
            extra.forEach(generator::writeStringProperty);
            writer.members(generator, shape, values);
            generator.writeEndObject();
        });
    }

    public byte[] writeValue(Member member, Object value) {
        return write(generator -> writer.value(generator, member, value));
    }

    private <T extends @Nullable Object> T read(byte[] document, Function<JsonParser, T> content) {
        try (JsonParser parser =
                dialect.factory().createParser(ObjectReadContext.empty(), document)) {
            if (parser.nextToken() == null) {
                throw MalformedInputException.serialization("The request body is empty");
            }
            T value = content.apply(parser);
            if (parser.nextToken() != null) {
                throw MalformedInputException.serialization(
                        "Unexpected content after the end of the " + format + " document");
            }
            return value;
        } catch (JacksonException e) {
            throw MalformedInputException.serialization(
                    "Could not parse request body into " + format + ": " + e.getOriginalMessage());
        }
    }

    private byte[] write(Consumer<JsonGenerator> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator generator =
                dialect.factory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            content.accept(generator);
        }
        return bytes.toByteArray();
    }
}

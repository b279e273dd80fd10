package dev.gatehouse.wire.token;

import dev.gatehouse.wire.schema.Member;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamFactory;

/** Where JSON and CBOR documents differ. */
interface Dialect {
    TokenStreamFactory factory();

    byte[] readBlob(JsonParser parser);

    Instant readTimestamp(JsonParser parser, Member member);

    /** The current value as a floating point number. */
    double readDouble(JsonParser parser);

    void writeBlob(JsonGenerator generator, byte[] blob);

    void writeTimestamp(JsonGenerator generator, Member member, Instant instant);

    void writeDouble(JsonGenerator generator, double value);

    void writeFloat(JsonGenerator generator, float value);
}

package dev.gatehouse.wire.schema;

/**
 * The simple types of AWS's models, each with the Java type of its values: {@code String}, {@code
 * Boolean}, the boxed numbers, {@code BigInteger}, {@code BigDecimal}, {@code byte[]}, {@code
 * Instant}; a document is a tree of maps, lists, strings, numbers, booleans and nulls.
 */
public enum Kind {
    STRING,
    BOOLEAN,
    BYTE,
    SHORT,
    INTEGER,
    LONG,
    FLOAT,
    DOUBLE,
    BIG_INTEGER,
    BIG_DECIMAL,
    BLOB,
    TIMESTAMP,
    DOCUMENT
}

package dev.gatehouse.wire.schema;

/** Where in an HTTP message a member of an operation's input or output stands. */
public enum Location {
    /** A member of the document in the body. */
    BODY,
    /** The whole body. */
    PAYLOAD,
    PATH,
    QUERY,
    /** A map of all query parameters. */
    QUERY_MAP,
    HEADER,
    /** A map of the headers whose names begin with the member's wire name. */
    PREFIX_HEADERS,
    STATUS
}

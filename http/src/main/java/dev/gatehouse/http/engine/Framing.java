package dev.gatehouse.http.engine;

/**
 * How the end of a message's body is found.
 *
 * @param kind what to count
 * @param length the bytes of a {@link Kind#FIXED} body; 0 or -1 for the others
 */
record Framing(Kind kind, long length) {
    enum Kind {
        NONE,
        FIXED,
        CHUNKED,
        UNTIL_CLOSE
    }

    static final Framing NONE = new Framing(Kind.NONE, 0);
    static final Framing CHUNKED = new Framing(Kind.CHUNKED, -1);
    static final Framing UNTIL_CLOSE = new Framing(Kind.UNTIL_CLOSE, -1);

    static Framing fixed(long length) {
        return length == 0 ? NONE : new Framing(Kind.FIXED, length);
    }
}

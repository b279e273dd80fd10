package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.gatehouse.http.message.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Reads the start line and fields of one HTTP/1.1 message, strictly: what RFC 9112 does not allow
 * is refused, and what it asks recipients to repair or tolerate (folded lines, bare line feeds,
 * empty lines before a request) is refused too.
 */
final class HeadParser {
    private static final int MAX_FIELDS = 256;
    private static final int MAX_METHOD = 32;

    /** Each event loop's copy of the head that it is reading. */
    private static final FastThreadLocal<byte[]> SCRATCH =
            new FastThreadLocal<>() {
                @Override
                protected byte[] initialValue() {
                    return new byte[16 * 1024];
                }
            };

    private final byte[] bytes;
    private final int end;
    private final int fields;
    private int at;

    private HeadParser(byte[] bytes, int end, int fields) {
        this.bytes = bytes;
        this.end = end;
        this.fields = fields;
    }

    /** Takes {@code extent.length()} bytes from the buffer and reads them as a request's head. */
    static Head.OfRequest request(ByteBuf buffer, HeadScan extent)
            throws MalformedMessageException {
        HeadParser parser = take(buffer, extent);
        return parser.readRequest();
    }

    /** Takes {@code extent.length()} bytes from the buffer and reads them as a response's head. */
    static Head.OfResponse response(ByteBuf buffer, HeadScan extent)
            throws MalformedMessageException {
        HeadParser parser = take(buffer, extent);
        return parser.readResponse();
    }

    private static HeadParser take(ByteBuf buffer, HeadScan extent)
            throws MalformedMessageException {
        int fields = extent.lines() - 2;
        if (fields > MAX_FIELDS) {
            throw MalformedMessageException.headTooLarge("more than " + MAX_FIELDS + " fields");
        }
        int length = extent.length();
        byte[] bytes = SCRATCH.get();
        if (bytes.length < length) {
            bytes = new byte[length];
            SCRATCH.set(bytes);
        }
        buffer.readBytes(bytes, 0, length);
        return new HeadParser(bytes, length, fields);
    }

    private Head.OfRequest readRequest() throws MalformedMessageException {
        String method = token("method");
        if (method.length() > MAX_METHOD) {
            throw bad("a method of " + method.length() + " characters");
        }
        expect(' ', "after the method");
        String target = target();
        expect(' ', "after the request target");
        boolean http11 = version();
        endOfLine();
        return new Head.OfRequest(method, target, http11, headers());
    }

    private Head.OfResponse readResponse() throws MalformedMessageException {
        boolean http11 = version();
        expect(' ', "after the version");
        int status = 0;
        for (int i = 0; i < 3; i++) {
            if (!Octets.isDigit(bytes[at])) {
                throw bad("a status that is not three digits");
            }
            status = 10 * status + bytes[at++] - '0';
        }
        if (status < 100) {
            throw bad("status " + status);
        }
        if (bytes[at] == ' ') {
            fieldText();
        }
        endOfLine();
        return new Head.OfResponse(status, http11, headers());
    }

    private String target() throws MalformedMessageException {
        int start = at;
        if (bytes[at] != '/') {
            throw bad("a request target that does not begin with a slash");
        }
        while (Octets.isTarget(bytes[at])) {
            at++;
        }
        return text(start, at);
    }

    private boolean version() throws MalformedMessageException {
        boolean known =
                at + 8 < end
                        && bytes[at] == 'H'
                        && bytes[at + 1] == 'T'
                        && bytes[at + 2] == 'T'
                        && bytes[at + 3] == 'P'
                        && bytes[at + 4] == '/'
                        && bytes[at + 5] == '1'
                        && bytes[at + 6] == '.'
                        && (bytes[at + 7] == '0' || bytes[at + 7] == '1');
        if (!known) {
            throw bad("a version that is neither HTTP/1.0 nor HTTP/1.1");
        }
        at += 8;
        return bytes[at - 1] == '1';
    }

    private Headers headers() throws MalformedMessageException {
        if (fields == 0) {
            return Headers.empty();
        }
        String[] pairs = new String[2 * fields];
        for (int i = 0; i < pairs.length; i += 2) {
            pairs[i] = token("field name");
            expect(':', "after a field name");
            pairs[i + 1] = fieldText();
            endOfLine();
        }
        return Headers.adopt(pairs);
    }

    private String token(String what) throws MalformedMessageException {
        int start = at;
        while (Octets.isToken(bytes[at])) {
            at++;
        }
        if (at == start) {
            throw bad("an empty or malformed " + what);
        }
        return text(start, at);
    }

    /** The text up to the end of the line, without blanks around it. */
    private String fieldText() {
        while (isBlank(bytes[at])) {
            at++;
        }
        int start = at;
        while (Octets.isField(bytes[at])) {
            at++;
        }
        int last = at;
        while (last > start && isBlank(bytes[last - 1])) {
            last--;
        }
        return text(start, last);
    }

    private void expect(char octet, String where) throws MalformedMessageException {
        if (bytes[at] != octet) {
            throw bad("an unexpected byte " + where);
        }
        at++;
    }

    /** Every line is known to end with a carriage return and a line feed; they must come now. */
    private void endOfLine() throws MalformedMessageException {
        if (bytes[at] != '\r' || bytes[at + 1] != '\n') {
            throw bad("a control character or blank that may not stand there");
        }
        at += 2;
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, ISO_8859_1);
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private static MalformedMessageException bad(String reason) {
        return MalformedMessageException.badRequest(reason);
    }
}

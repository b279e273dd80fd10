package dev.gatehouse.wire.sigv4;

import dev.gatehouse.http.message.Headers;
import dev.gatehouse.wire.service.ServiceFault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes an {@code aws-chunked} payload apart and proves every part of it: {@code
 * SIZE[;chunk-signature=…]}, line end, bytes, line end, …, a chunk of size 0, and perhaps trailers.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">AWS
 *     docs: chunked uploads with trailers</a>
 */
final class ChunkedPayload {
    private static final int LONGEST_LINE = 4096;
    private static final Pattern SIZE = Pattern.compile("[0-9a-fA-F]{1,8}");
    private static final String CHUNK_SIGNATURE = "chunk-signature=";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

    private final byte[] framed;
    private final PayloadMode mode;
    private final @Nullable ChunkSigner signer;
    private final byte[] content;
    private final List<String> declaredTrailers;
    private int position;
    private int written;

    /**
     * @param signer proves the chunks; null when they carry no signatures
     */
    ChunkedPayload(byte[] framed, Headers headers, PayloadMode mode, @Nullable ChunkSigner signer) {
        this.framed = framed;
        this.mode = mode;
        this.signer = signer;
        this.content = new byte[decodedLength(headers, framed.length)];
        this.declaredTrailers = declaredTrailers(headers, mode);
    }

    /** The bytes without their framing. */
    byte[] decode() {
        int size = chunk();
        while (size > 0) {
            size = chunk();
        }
        Map<String, String> trailers = trailers();
        if (position != framed.length) {
            throw broken("bytes follow the end of the chunks");
        }
        if (written != content.length) {
            throw broken("x-amz-decoded-content-length is not the length of the chunks");
        }
        trailers.forEach((name, value) -> TrailerChecksum.require(name, value, content));
        return content;
    }

    private int chunk() {
        String header = line();
        int semicolon = header.indexOf(';');
        String size = semicolon < 0 ? header : header.substring(0, semicolon);
        String extension = semicolon < 0 ? "" : header.substring(semicolon + 1);
        if (!SIZE.matcher(size).matches()) {
            throw broken("'" + size + "' is no chunk size");
        }
        long length = Long.parseLong(size, 16);
        if (length > content.length - written || length > framed.length - position) {
            throw broken("a chunk is longer than the payload");
        }
        prove(extension, (int) length);
        System.arraycopy(framed, position, content, written, (int) length);
        position += (int) length;
        written += (int) length;
        if (length > 0 || !mode.trailer()) {
            lineEnd();
        }
        return (int) length;
    }

    private void prove(String extension, int length) {
        if (signer == null) {
            if (!extension.isEmpty()) {
                throw broken("an unsigned chunk has the extension '" + extension + "'");
            }
            return;
        }
        if (!extension.startsWith(CHUNK_SIGNATURE)) {
            throw broken("a chunk has no chunk-signature");
        }
        signer.requireChunk(
                extension.substring(CHUNK_SIGNATURE.length()), framed, position, length);
    }

    /** Reads trailers up to the empty line, as many and as named as the request has declared. */
    private Map<String, String> trailers() {
        Map<String, String> trailers = new TreeMap<>();
        if (!mode.trailer()) {
            return trailers;
        }
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(colon, 0)).strip().toLowerCase(Locale.ROOT);
            if (name.isEmpty() || trailers.put(name, line.substring(colon + 1).strip()) != null) {
                throw broken("'" + line + "' is no trailer, or repeated");
            }
        }
        String signature = trailers.remove(TRAILER_SIGNATURE);
        if (!List.copyOf(trailers.keySet()).equals(declaredTrailers)) {
            throw broken("the trailers are not those that x-amz-trailer names");
        }
        proveTrailers(trailers, signature);
        return trailers;
    }

    private void proveTrailers(Map<String, String> trailers, @Nullable String signature) {
        if (signer != null) {
            StringBuilder canonical = new StringBuilder();
            trailers.forEach(
                    (name, value) -> canonical.append(name).append(':').append(value).append('\n'));
            signer.requireTrailers(signature == null ? "" : signature, canonical.toString());
        } else if (signature != null) {
            throw broken("an unsigned payload has a trailer signature");
        }
    }

    private String line() {
        int end = position;
        while (end < framed.length && framed[end] != '\n' && end - position <= LONGEST_LINE) {
            end++;
        }
        if (end >= framed.length || framed[end] != '\n' || end == position) {
            throw broken("a line has no end");
        }
        if (framed[end - 1] != '\r') {
            throw broken("a line does not end with CR LF");
        }
        String line = new String(framed, position, end - 1 - position, StandardCharsets.ISO_8859_1);
        position = end + 1;
        return line;
    }

    private void lineEnd() {
        if (!line().isEmpty()) {
            throw broken("a chunk is longer than its size");
        }
    }

    private static int decodedLength(Headers headers, int limit) {
        String text = SingleHeader.of(headers, "x-amz-decoded-content-length");
        if (text == null || !text.matches("[0-9]{1,9}") || Integer.parseInt(text) > limit) {
            throw SignatureFaults.badPayload(
                    "MissingContentLength",
                    "You must provide a valid x-amz-decoded-content-length, not '" + text + "'.");
        }
        return Integer.parseInt(text);
    }

    private static List<String> declaredTrailers(Headers headers, PayloadMode mode) {
        if (!mode.trailer()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (String value : headers.all("x-amz-trailer")) {
            for (String name : value.split(",")) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return names.stream().sorted().toList();
    }

    private static ServiceFault broken(String how) {
        return SignatureFaults.badPayload(
                "IncompleteBody",
                "The request body is not what its aws-chunked framing says: " + how);
    }
}

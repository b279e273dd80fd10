package dev.gatehouse.gateway.integrate;

import dev.gatehouse.http.message.Headers;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request's payload goes to a function as text. HTTP APIs decide that by themselves: the
 * content types named here are text, everything else is base64. So is what calls itself text and is
 * compressed, or no UTF-8.
 */
final class Payload {
    private Payload() {}

    static boolean isText(Headers headers, byte[] body) {
        return isTextual(headers.first("content-type"))
                && headers.first("content-encoding") == null
                && isUtf8(body);
    }

    private static boolean isTextual(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int semicolon = contentType.indexOf(';');
        String type =
                (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                        .strip()
                        .toLowerCase(Locale.ROOT);
        return type.startsWith("text/")
                || type.endsWith("+json")
                || type.endsWith("+xml")
                || type.equals("application/json")
                || type.equals("application/javascript")
                || type.equals("application/xml");
    }

    private static boolean isUtf8(byte[] bytes) {
        int i = 0;
        while (i < bytes.length && bytes[i] >= 0) {
            i++;
        }
        if (i == bytes.length) {
            return true;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer rest = ByteBuffer.wrap(bytes, i, bytes.length - i);
        CharBuffer decoded = CharBuffer.allocate(4096);
        CoderResult result = decoder.decode(rest, decoded, true);
        while (result.isOverflow()) {
            result = decoder.decode(rest, decoded.clear(), true);
        }
        return !result.isError();
    }
}

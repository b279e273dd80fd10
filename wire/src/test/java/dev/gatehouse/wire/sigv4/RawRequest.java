package dev.gatehouse.wire.sigv4;

import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A request with its payload, read from HTTP/1.1 text as the engine would read it. */
record RawRequest(Request request, byte[] body) {
    static RawRequest parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\n\n");
        String head = end < 0 ? text.stripTrailing() : text.substring(0, end);
        byte[] body = end < 0 ? new byte[0] : Arrays.copyOfRange(bytes, end + 2, bytes.length);
        List<String> lines = unfolded(head.lines().toList());
        String start = lines.getFirst();
        int method = start.indexOf(' ');
        String target = start.substring(method + 1, start.lastIndexOf(" HTTP/"));
        Headers.Builder headers = Headers.builder();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.add(line.substring(0, colon), line.substring(colon + 1));
        }
        return new RawRequest(
                Loopback.request(start.substring(0, method), target, headers.build()), body);
    }

    private static List<String> unfolded(List<String> lines) {
        List<String> unfolded = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(" ")) {
                unfolded.add(unfolded.removeLast() + line);
            } else {
                unfolded.add(line);
            }
        }
        return unfolded;
    }
}

package dev.gatehouse.wire.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decoded parameters of a query or form: every value of every name, in order. */
public record QueryString(Map<String, List<String>> parameters) {
    public static QueryString parse(String raw) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : raw.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters
                        .computeIfAbsent(decode(name, true), n -> new ArrayList<>(1))
                        .add(decode(value, true));
            }
        }
        return new QueryString(parameters);
    }

    public List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    /** The first value of the name, or an empty text. */
    public String first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? "" : values.getFirst();
    }

    public boolean has(String name) {
        return parameters.containsKey(name);
    }

    /**
     * Resolves percent escapes.
     *
     * @param plusIsSpace as forms have it
     * @throws MalformedInputException if an escape is cut off or the bytes are not UTF-8
     */
    public static String decode(String raw, boolean plusIsSpace) {
        if (raw.indexOf('%') < 0) {
            return plusIsSpace ? raw.replace('+', ' ') : raw;
        }
        byte[] utf8 = raw.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(utf8.length);
        for (int i = 0; i < utf8.length; i++) {
            byte b = utf8[i];
            if (b == '%') {
                decoded.put(escaped(raw, utf8, i));
                i += 2;
            } else {
                decoded.put(plusIsSpace && b == '+' ? (byte) ' ' : b);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            throw MalformedInputException.serialization("Invalid UTF-8 in the URI: " + raw);
        }
    }

    private static byte escaped(String raw, byte[] utf8, int at) {
        int high = at + 2 < utf8.length ? Character.digit(utf8[at + 1], 16) : -1;
        int low = at + 2 < utf8.length ? Character.digit(utf8[at + 2], 16) : -1;
        if (high < 0 || low < 0) {
            throw MalformedInputException.serialization(
                    "Invalid percent escape in the URI: " + raw);
        }
        return (byte) (high << 4 | low);
    }
}

package dev.gatehouse.gateway.call;

import dev.gatehouse.http.message.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which header fields pass a proxy; all names here are in lower case. */
public final class HeaderNames {
    private static final Set<String> HOP_BY_HOP =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "http2-settings");

    private HeaderNames() {}

    public static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * Whether the field belongs to one connection only.
     *
     * @param named what {@link #namedByConnection} found in the same message
     */
    public static boolean isHopByHop(String name, List<String> named) {
        return HOP_BY_HOP.contains(name) || (!named.isEmpty() && named.contains(name));
    }

    /** The fields that the message's {@code Connection} declares to be of one connection only. */
    public static List<String> namedByConnection(Headers headers) {
        String connection = headers.first("connection");
        if (connection == null
                || connection.equalsIgnoreCase("keep-alive")
                || connection.equalsIgnoreCase("close")) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (String value : headers.all("connection")) {
            for (String name : value.split(",")) {
                names.add(lowerCase(name.strip()));
            }
        }
        return names;
    }

    /** Whether only this gateway may say it: to a function, a backend or a client. */
    public static boolean isOfGateway(String name) {
        return name.startsWith("apigw-")
                || name.startsWith("x-amzn-apigateway-")
                || name.equals("x-amzn-requestid");
    }

    /** Whether the text can be a field's name. */
    public static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || "\"(),/:;<=>?@[\\]{}".indexOf(c) >= 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Whether the text can be a field's value; it cannot with a control character in it. */
    public static boolean isValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                return false;
            }
        }
        return true;
    }
}

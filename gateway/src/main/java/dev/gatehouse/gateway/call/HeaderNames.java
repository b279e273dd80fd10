package dev.gatehouse.gateway.call;

import dev.gatehouse.http.message.Headers;
import java.util.HashSet;
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

    /** Whether the field belongs to one connection only, whatever the message says of it. */
    public static boolean isHopByHop(String name) {
        return HOP_BY_HOP.contains(name);
    }

    /**
     * The message without the fields that its {@code Connection} declares to be of one connection
     * only. To be asked before anything is added to them: what a gateway says is not the sender's
     * to take away, nor is what proxies before it have said.
     */
    public static Headers endToEnd(Headers headers) {
        if (!namesFields(headers)) {
            return headers;
        }
        Set<String> named = new HashSet<>();
        for (String value : headers.all("connection")) {
            for (String name : value.split(",")) {
                named.add(lowerCase(name.strip()));
            }
        }
        return headers.toBuilder()
                .removeIf(field -> {
                    String name = lowerCase(field);
                    return named.contains(name) && !isOfProxies(name);
                })
                .build();
    }

    /** Whether some {@code Connection} says more than whether the connection persists. */
    private static boolean namesFields(Headers headers) {
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equalsIgnoreCase("connection")) {
                String value = headers.value(i);
                if (!value.equalsIgnoreCase("keep-alive") && !value.equalsIgnoreCase("close")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isOfProxies(String name) {
        return name.startsWith("x-forwarded-")
                || name.equals("forwarded")
                || name.equals("via")
                || name.equals("host")
                || name.equals(Trace.NAME);
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

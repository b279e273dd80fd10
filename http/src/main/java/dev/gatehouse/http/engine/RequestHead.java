package dev.gatehouse.http.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.http.client.ClientRequest;
import dev.gatehouse.http.client.Endpoint;
import dev.gatehouse.http.message.Headers;

/** Writes a request's head for HTTP/1.1, with the framing that its body needs. */
final class RequestHead {
    private static final byte[] VERSION = " HTTP/1.1\r\n".getBytes(US_ASCII);
    private static final byte[] CONTENT_LENGTH = "Content-Length: ".getBytes(US_ASCII);
    private static final byte[] CHUNKED = "Transfer-Encoding: chunked\r\n".getBytes(US_ASCII);

    private RequestHead() {}

    static HeadWriter write(ClientRequest request) {
        HeadWriter out = HeadWriter.begin();
        out.token(request.method()).raw(' ');
        out.target(request.target()).raw(VERSION);
        Headers headers = request.headers();
        boolean hosted = false;
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            if (!ResponseHead.belongsToConnection(name) && !name.equalsIgnoreCase("expect")) {
                hosted |= name.equalsIgnoreCase("host");
                out.field(name, headers.value(i));
            }
        }
        if (!hosted) {
            out.field("Host", authority(request.endpoint()));
        }
        long length = request.body().length();
        if (length < 0) {
            out.raw(CHUNKED);
        } else if (length > 0 || announcesEmptiness(request.method())) {
            out.raw(CONTENT_LENGTH).number(length).endOfLine();
        }
        return out.endOfLine();
    }

    private static boolean announcesEmptiness(String method) {
        return switch (method) {
            case "POST", "PUT", "PATCH" -> true;
            default -> false;
        };
    }

    private static String authority(Endpoint endpoint) {
        String host = endpoint.host().indexOf(':') < 0 ? endpoint.host() : bracketed(endpoint);
        boolean usual = endpoint.port() == (endpoint.secure() ? 443 : 80);
        return usual ? host : host + ":" + endpoint.port();
    }

    private static String bracketed(Endpoint endpoint) {
        return endpoint.host().startsWith("[") ? endpoint.host() : "[" + endpoint.host() + "]";
    }
}

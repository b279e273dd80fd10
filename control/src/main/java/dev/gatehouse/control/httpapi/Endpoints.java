package dev.gatehouse.control.httpapi;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Where the data plane answers an API: {@code {apiId}.execute-api.} before the host by which the
 * client reached the control plane. {@code localhost} and addresses become {@code localhost}, whose
 * sub-domains lead to this machine.
 */
final class Endpoints {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

    private Endpoints() {}

    /** E.g. {@code http://a1b2c3d4e5.execute-api.localhost:4566}. */
    static String of(String baseUrl, String apiId) {
        URI base = URI.create(baseUrl);
        String host = base.getHost();
        String name = host == null || ADDRESS.matcher(host).matches() ? "localhost" : host;
        String port = base.getPort() < 0 ? "" : ":" + base.getPort();
        return base.getScheme() + "://" + apiId + ".execute-api." + name + port;
    }
}

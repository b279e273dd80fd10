package dev.gatehouse.control.httpapi;

import java.util.regex.Pattern;

/**
 * Where the data plane answers an API: {@code {apiId}.execute-api.} before the host by which the
 * client reached the control plane. What has no sub-domains, such as an address, becomes {@code
 * localhost}, whose sub-domains lead to this machine.
 */
final class Endpoints {
    /** No address, and no name with characters that domains lack, as containers may have. */
    private static final Pattern DOMAIN = Pattern.compile("(?![0-9.]+$)[A-Za-z0-9.-]+");

    private static final Pattern PORT = Pattern.compile(":[0-9]+");

    private Endpoints() {}

    /**
     * E.g. {@code http://a1b2c3d4e5.execute-api.localhost:4566}.
     *
     * @param baseUrl scheme and authority, as the client sent them
     */
    static String of(String baseUrl, String apiId) {
        int authority = baseUrl.indexOf("://") + 3;
        int colon = baseUrl.lastIndexOf(':');
        boolean hasPort = colon >= authority && PORT.matcher(baseUrl.substring(colon)).matches();
        String host = baseUrl.substring(authority, hasPort ? colon : baseUrl.length());
        String parent = DOMAIN.matcher(host).matches() ? host : "localhost";
        String port = hasPort ? baseUrl.substring(colon) : "";
        return baseUrl.substring(0, authority) + apiId + ".execute-api." + parent + port;
    }
}

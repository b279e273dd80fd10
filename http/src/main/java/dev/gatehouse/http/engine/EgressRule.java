package dev.gatehouse.http.engine;

import java.net.InetAddress;

/**
 * Which addresses a client may connect to. It is asked about the very address that is then
 * connected to, after name resolution.
 */
@FunctionalInterface
public interface EgressRule {
    /**
     * Everything except the metadata services of clouds and link-local addresses, also in the
     * disguise of IPv6 addresses that carry an IPv4 address.
     */
    EgressRule NO_METADATA = address -> !MetadataAddresses.contain(address);

    boolean allows(InetAddress address);
}

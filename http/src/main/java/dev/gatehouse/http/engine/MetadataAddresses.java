package dev.gatehouse.http.engine;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;

/** The addresses at which clouds hand out credentials to whoever asks from inside. */
final class MetadataAddresses {
    private static final Set<String> KNOWN =
            Set.of(
                    "100.100.100.200",
                    "168.63.129.16",
                    "192.0.0.192",
                    "fd00:ec2:0:0:0:0:0:23",
                    "fd00:ec2:0:0:0:0:0:254",
                    "fd20:ce:0:0:0:0:0:254");

    // IPv6 prefixes behind which an IPv4 address stands: NAT64, IPv4-compatible, 6to4.
    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final byte[] COMPATIBLE = new byte[12];
    private static final byte[] SIX_TO_FOUR = {0x20, 0x02};

    private MetadataAddresses() {}

    static boolean contain(InetAddress address) {
        if (address.isLinkLocalAddress() || KNOWN.contains(plain(address))) {
            return true;
        }
        return !(address instanceof Inet4Address)
                && (carries(address, NAT64)
                        || carries(address, COMPATIBLE)
                        || carries(address, SIX_TO_FOUR));
    }

    private static boolean carries(InetAddress address, byte[] prefix) {
        byte[] octets = address.getAddress();
        int end = prefix.length;
        if (!Arrays.equals(octets, 0, end, prefix, 0, end)) {
            return false;
        }
        try {
            return contain(InetAddress.getByAddress(Arrays.copyOfRange(octets, end, end + 4)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }

    private static String plain(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}

package dev.gatehouse.http.engine;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/** Both ends of a server's connection. */
record Peer(String remoteAddress, int remotePort, int localPort, boolean secure) {
    static Peer of(Channel channel, boolean secure) {
        int localPort =
                channel.localAddress() instanceof InetSocketAddress local ? local.getPort() : 0;
        if (!(channel.remoteAddress() instanceof InetSocketAddress remote)
                || remote.getAddress() == null) {
            return new Peer("", 0, localPort, secure);
        }
        String text = remote.getAddress().getHostAddress();
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        return new Peer(address, remote.getPort(), localPort, secure);
    }
}

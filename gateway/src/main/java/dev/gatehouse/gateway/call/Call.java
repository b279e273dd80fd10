package dev.gatehouse.gateway.call;

import dev.gatehouse.gateway.route.ApiAddress;
import dev.gatehouse.http.message.Request;

/** A request as it entered the gateway, before anything was decided about it. */
public record Call(
        Request request, ApiAddress address, String requestId, long epochMillis, Trace trace) {
    public String sourceIp() {
        return request.connection().remoteAddress();
    }

    /** Empty when the client sent none. */
    public String userAgent() {
        String userAgent = request.headers().first("user-agent");
        return userAgent == null ? "" : userAgent;
    }

    /** The first label of the host. */
    public String domainPrefix() {
        String domain = address.domainName();
        int dot = domain.indexOf('.');
        return dot < 0 ? domain : domain.substring(0, dot);
    }
}

package dev.gatehouse.gateway.transform;

import dev.gatehouse.gateway.call.HeaderNames;
import dev.gatehouse.gateway.call.RoutedCall;
import dev.gatehouse.gateway.route.RequestPath;
import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * The request as its integration is to get it.
 *
 * @param headers the client's, with what parameter mapping made of them
 */
public record Outbound(
        RoutedCall routed, Headers headers, String rawQuery, Overwritten overwritten, Body body) {
    /**
     * What parameter mapping put in the place of what the integration itself would say; null where
     * it put nothing.
     *
     * @param path what is asked of the backend
     * @param host the {@code Host} that is asked
     */
    public record Overwritten(@Nullable RequestPath path, @Nullable String host) {
        static final Overwritten NOTHING = new Overwritten(null, null);
    }

    /** The request as the client sent it. */
    static Outbound unmapped(RoutedCall routed) {
        Request request = routed.call().request();
        return new Outbound(
                routed,
                HeaderNames.endToEnd(request.headers()),
                request.rawQuery(),
                Overwritten.NOTHING,
                request.body());
    }

    /** The decoded path as an event shows it. */
    public String eventPath() {
        RequestPath path = overwritten.path;
        return path == null ? routed.eventPath() : path.text();
    }
}

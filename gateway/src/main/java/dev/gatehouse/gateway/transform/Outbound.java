package dev.gatehouse.gateway.transform;

import dev.gatehouse.gateway.call.RoutedCall;
import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The request as its integration is to get it.
 *
 * @param headers the client's, with what parameter mapping made of them
 * @param path what parameter mapping put in the path's place, encoded, or null
 */
public record Outbound(
        RoutedCall routed, Headers headers, String rawQuery, @Nullable String path, Body body) {}

package dev.gatehouse.gateway.transform;

import dev.gatehouse.http.message.Body;
import dev.gatehouse.http.message.Headers;

/**
 * What an integration answered.
 *
 * @param headers the end-to-end fields, names in lower case
 */
public record Answer(int status, Headers headers, Body body) {}

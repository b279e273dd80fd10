package dev.gatehouse.wire.protocol;

/**
 * What a protocol needs to know of a service.
 *
 * @param namespace of the answers in XML; empty when there is none
 */
public record ServiceShape(String name, String namespace) {}

package dev.gatehouse.wire.facts;

/**
 * How a modelled exception looks on the wire.
 *
 * @param message the wire name of its message, {@code message} or {@code Message}
 */
public record ErrorFacts(String code, int status, String message) {}

package dev.gatehouse.wire.facts;

/**
 * How a modelled exception looks on the wire.
 *
 * @param shape the model's name of it
 * @param code the name that awsQuery shows
 * @param message the wire name of its message, {@code message} or {@code Message}
 */
public record ErrorFacts(String shape, String code, int status, String message) {}

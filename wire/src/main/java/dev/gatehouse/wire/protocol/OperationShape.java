package dev.gatehouse.wire.protocol;

import dev.gatehouse.wire.schema.Shape.Structure;

/**
 * What a protocol needs to know of an operation.
 *
 * @param status of a good answer
 */
public record OperationShape(String name, int status, Structure input, Structure output) {}

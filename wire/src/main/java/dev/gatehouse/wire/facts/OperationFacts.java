package dev.gatehouse.wire.facts;

/**
 * How an operation is reached.
 *
 * @param uri a template, perhaps with a query
 * @param status of a good answer
 * @param input the name of the input's shape; empty when there is none
 * @param output the name of the output's shape; empty when there is none
 */
public record OperationFacts(
        String name, String verb, String uri, int status, String input, String output) {}

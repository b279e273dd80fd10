package dev.gatehouse.wire.service;

import dev.gatehouse.wire.facts.OperationFacts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request turned out to be.
 *
 * @param wording in which it is answered, whatever happens
 * @param name what the request calls the operation
 * @param operation null when the service has no such operation
 * @param labels the decoded labels of the path
 */
record Call(
        ServiceModel service,
        Wording wording,
        CalledName name,
        @Nullable OperationFacts operation,
        Map<String, String> labels) {}

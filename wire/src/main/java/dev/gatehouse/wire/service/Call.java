package dev.gatehouse.wire.service;

import dev.gatehouse.wire.facts.OperationFacts;
import dev.gatehouse.wire.protocol.Protocol;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request turned out to be.
 *
 * @param protocol in which it is answered, whatever happens
 * @param operation null when the service has no such operation
 * @param labels the decoded labels of the path
 */
record Call(
        ServiceModel service,
        Protocol protocol,
        @Nullable OperationFacts operation,
        Map<String, String> labels) {}

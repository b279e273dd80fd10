package dev.gatehouse.gateway.integrate;

import dev.gatehouse.gateway.transform.Answer;
import dev.gatehouse.gateway.transform.Outbound;

/**
 * A payload format version of Lambda proxy integrations, both directions. Source: AWS docs, "Create
 * AWS Lambda proxy integrations for HTTP APIs".
 */
sealed interface EventFormat permits EventFormat1, EventFormat2 {
    /** The event that the function gets. */
    byte[] event(Outbound outbound, byte[] body);

    /**
     * What the function's result says.
     *
     * @throws dev.gatehouse.gateway.fault.GatewayFault if it is no response of this format
     */
    Answer answer(byte[] result);
}

package dev.gatehouse.wire.protocol;

import dev.gatehouse.wire.schema.Shape.Structure;
import java.util.Map;

/**
 * An error on its way to the caller.
 *
 * @param code as the protocol shows it, e.g. {@code ResourceNotFoundException}
 * @param shape of the modelled exception; without members when no model has it
 * @param members values of that shape, the message among them
 * @param message once more, for protocols that place it by themselves
 */
public record WireError(
        int status, String code, Structure shape, Map<String, Object> members, String message) {
    public boolean senderFault() {
        return status < 500;
    }
}

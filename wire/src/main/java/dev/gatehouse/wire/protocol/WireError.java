package dev.gatehouse.wire.protocol;

import dev.gatehouse.wire.schema.Shape.Structure;
import java.util.Map;

/**
 * An error on its way to the caller.
 *
 * @param code as awsQuery shows it; other protocols show the shape's name
 * @param shape of the modelled exception, or one made for an error that no model has
 * @param members values of that shape, the message among them
 * @param message once more, for protocols that place it by themselves
 */
public record WireError(
        int status, String code, Structure shape, Map<String, Object> members, String message) {
    /** {@code Sender} or {@code Receiver}, after whose fault it is. */
    public String fault() {
        return status < 500 ? "Sender" : "Receiver";
    }
}
